// The relief's shaders, in GLSL ES 3.00. Colours are the page's own sRGB values
// and are written as they are: the ground has exactly the map's colours where
// the light falls straight on it.

/** The ground and its walls. */
export const groundVertex = `
in vec3 position;
in vec3 normal;
in float level;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
out float vLevel;
out vec3 vNormal;
out vec2 vPlan;
out float vHeight;
void main() {
  vHeight = position.y;
  vLevel = level;
  vNormal = normal;
  vPlan = position.xz;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;

/**
 * Bands between the levels, and the levels as lines of one width on the screen.
 * Height is on the level scale, where levels are evenly spaced. A band has the
 * colour of the loss half-way between its two levels, as on the map.
 */
export const groundFragment = `
precision highp float;
in float vLevel;
in vec3 vNormal;
in vec2 vPlan;
in float vHeight;
uniform vec4 trueScale;
uniform vec3 low, mid, high, ink;
uniform float first, gap, last, middle, beneath, from, to;
uniform float line, lineAlpha, wall;
uniform vec2 half2;
uniform vec3 light;
uniform vec2 shades;
uniform sampler2D basins;
uniform vec4 basinsBox;
uniform float basinsAlpha;
out vec4 color;

vec3 band(float i) {
  float t = i < 0.0 ? beneath : first + i * gap + (i < last ? middle : 0.0);
  float s = 2.0 * clamp((t - from) / (to - from), 0.0, 1.0);
  return s < 1.0 ? mix(low, mid, s) : mix(mid, high, s - 1.0);
}

void main() {
  float level = vLevel;
  if (wall * trueScale.x > 0.5) level = log(max(trueScale.y + trueScale.z * vHeight, 0.0) + trueScale.w);
  float u = (level - first) / gap;
  float slope = max(fwidth(u), 1e-5);
  vec3 paint = band(clamp(floor(u), -1.0, last));
  vec2 at = (vPlan - basinsBox.xy) / basinsBox.zw;
  vec2 out2 = abs(at - 0.5);
  float inBasins = basinsAlpha * step(max(out2.x, out2.y), 0.5) * (1.0 - wall);
  paint = mix(paint, texture(basins, at).rgb, inBasins);
  float nearest = clamp(round(u), 0.0, last);
  float away = abs(u - nearest) / slope;
  float drawn = 1.0 - smoothstep(0.5 * line - 0.5, 0.5 * line + 0.5, away);
  drawn *= (1.0 - smoothstep(0.16, 0.5, slope)) * lineAlpha * (1.0 - 0.55 * wall);
  paint = mix(paint, ink, drawn);
  vec2 inside = (half2 - abs(vPlan)) / max(fwidth(vPlan), vec2(1e-6));
  float rim = 1.0 - smoothstep(line, line + 1.0, min(inside.x, inside.y));
  paint = mix(paint, ink, 0.8 * rim * (1.0 - wall));
  float lit = mix(shades.x, shades.y, 0.5 + 0.5 * dot(normalize(vNormal), light));
  color = vec4(min(paint * lit, 1.0), 1.0);
}`;

/** The shade that the block throws on what it stands on. */
export const shadowVertex = `
in vec3 position;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
out vec2 vPlan;
void main() {
  vPlan = position.xz;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;

/** The shadow: darkest at the foot of the block. */
export const shadowFragment = `
precision highp float;
in vec2 vPlan;
uniform vec2 half2;
uniform vec3 ink;
uniform float strength, reach;
out vec4 color;
void main() {
  vec2 d = max(abs(vPlan) - half2, 0.0);
  float s = clamp(1.0 - length(d) / reach, 0.0, 1.0);
  color = vec4(ink, strength * s * s);
}`;

/** What lines and dots share: a place, moved a hair towards the eye so that the ground does not swallow it. */
const lifting = `
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform float lift;
float stepOf(float k) { return k < 0.0 ? -k - 1.0 : k; }
vec4 seen(vec3 p, out float depth) {
  vec4 view = modelViewMatrix * vec4(p, 1.0);
  vec4 nearer = projectionMatrix * vec4(view.xyz * (1.0 - lift), 1.0);
  depth = nearer.z / nearer.w;
  return projectionMatrix * view;
}`;

/** A line as wide as it should be on the screen: one quad for each of its pieces. */
export const lineVertex = `
in vec2 corner;
in vec4 a;
in vec4 b;
uniform vec2 size;
uniform float width, playhead, caps, newest, tail, behind;
flat out vec2 vA;
flat out vec2 vB;
flat out float vInk;
${lifting}
void main() {
  float ka = stepOf(a.w), kb = stepOf(b.w);
  gl_Position = vec4(0.0, 0.0, 2.0, 1.0);
  if (b.w < 0.0 || ka >= playhead) return;
  vec3 end = kb > playhead ? mix(a.xyz, b.xyz, (playhead - ka) / (kb - ka)) : b.xyz;
  vInk = mix(1.0, behind, clamp((newest - kb) / tail, 0.0, 1.0));
  float za, zb;
  vec4 ca = seen(a.xyz, za), cb = seen(end, zb);
  vA = ca.xy / ca.w * size * 0.5;
  vB = cb.xy / cb.w * size * 0.5;
  vec2 way = vB - vA;
  float far = length(way);
  way = far > 1e-4 ? way / far : vec2(1.0, 0.0);
  float r = 0.5 * width + 1.0;
  vec2 p = mix(vA, vB, corner.x) + (corner.x * 2.0 - 1.0) * way * r * caps + corner.y * r * vec2(-way.y, way.x);
  gl_Position = vec4(p / (size * 0.5), mix(za, zb, corner.x), 1.0);
}`;

/** A line up to the playhead, with round ends. */
export const lineFragment = `
precision highp float;
flat in vec2 vA;
flat in vec2 vB;
flat in float vInk;
uniform vec2 size;
uniform vec3 ink;
uniform float width, alpha, ratio, caps;
out vec4 color;
void main() {
  vec2 p = gl_FragCoord.xy / ratio - size * 0.5;
  vec2 way = vB - vA;
  float s = dot(p - vA, way) / max(dot(way, way), 1e-8);
  if (caps < 0.5 && (s < 0.0 || s > 1.0)) discard;
  float away = length(p - vA - clamp(s, 0.0, 1.0) * way);
  float covered = 1.0 - smoothstep(0.5 * width - 0.5, 0.5 * width + 0.5, away);
  if (covered <= 0.0) discard;
  color = vec4(ink, alpha * vInk * covered);
}`;

/** Many thin lines, each of one device pixel. */
export const memberVertex = `
in vec4 a;
out float vK;
${lifting}
void main() {
  float z;
  vec4 c = seen(a.xyz, z);
  vK = a.w;
  gl_Position = vec4(c.xy, z * c.w, c.w);
}`;

/** The lines up to the playhead. */
export const memberFragment = `
precision highp float;
in float vK;
uniform vec3 ink;
uniform float alpha, playhead;
out vec4 color;
void main() {
  if (vK > playhead) discard;
  color = vec4(ink, alpha);
}`;

/** A dot for each iterate. */
export const dotVertex = `
in vec2 corner;
in vec4 a;
uniform vec2 size;
uniform float radius, playhead;
out vec2 vAt;
${lifting}
void main() {
  gl_Position = vec4(0.0, 0.0, 2.0, 1.0);
  if (a.w > playhead) return;
  float z;
  vec4 c = seen(a.xyz, z);
  vAt = (corner * vec2(2.0, 1.0) - vec2(1.0, 0.0)) * (radius + 1.0);
  gl_Position = vec4(c.xy / c.w + vAt / (size * 0.5), z, 1.0);
}`;

/** A round dot for each iterate up to the playhead. */
export const dotFragment = `
precision highp float;
in vec2 vAt;
uniform vec3 ink;
uniform float radius, alpha;
out vec4 color;
void main() {
  float covered = 1.0 - smoothstep(radius - 0.5, radius + 0.5, length(vAt));
  if (covered <= 0.0) discard;
  color = vec4(ink, alpha * covered);
}`;
