// The algebra of symmetric 2 × 2 matrices.

/** A symmetric matrix's eigenvalues, the larger first, and their unit vectors. */
export interface Eigen {
  values: [number, number];
  vectors: [[number, number], [number, number]];
}

/** The eigenvalues and eigenvectors of [[xx, xy], [xy, yy]]. */
export function eigenOf([[xx, xy], [, yy]]: number[][]): Eigen {
  const mean = xx / 2 + yy / 2;
  const radius = Math.hypot(xx / 2 - yy / 2, xy);
  const angle = Math.atan2(xy, xx / 2 - yy / 2) / 2;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { values: [mean + radius, mean - radius], vectors: [[c, s], [-s, c]] };
}
