#include "textflag.h"

// Each function computes dst[i] = op(a[i], b[i], c[i], d[i], k) for i below n,
// a multiple of 8, four numbers at a time and twice a turn. Every product and
// every sum is rounded on its own, as in the Go loops of kernel_go.go.

// func addAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·addAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VADDPD (DX)(AX*8), Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VADDPD 32(DX)(AX*8), Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func subAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·subAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VSUBPD (DX)(AX*8), Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VSUBPD 32(DX)(AX*8), Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func mulAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·mulAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VMULPD (DX)(AX*8), Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VMULPD 32(DX)(AX*8), Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func divAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·divAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VDIVPD (DX)(AX*8), Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VDIVPD 32(DX)(AX*8), Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func sqrtAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·sqrtAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VSQRTPD (SI)(AX*8), Y0
	VSQRTPD 32(SI)(AX*8), Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func addKAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·addKAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	VBROADCASTSD k+40(FP), Y15
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VADDPD (SI)(AX*8), Y15, Y0
	VADDPD 32(SI)(AX*8), Y15, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func mulKAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·mulKAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	VBROADCASTSD k+40(FP), Y15
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMULPD (SI)(AX*8), Y15, Y0
	VMULPD 32(SI)(AX*8), Y15, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func kSubAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·kSubAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	VBROADCASTSD k+40(FP), Y15
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VSUBPD (SI)(AX*8), Y15, Y0
	VSUBPD 32(SI)(AX*8), Y15, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func divKAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·divKAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	VBROADCASTSD k+40(FP), Y15
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VDIVPD Y15, Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VDIVPD Y15, Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func kDivAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·kDivAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	VBROADCASTSD k+40(FP), Y15
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VDIVPD (SI)(AX*8), Y15, Y0
	VDIVPD 32(SI)(AX*8), Y15, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func mulAddAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·mulAddAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ c+24(FP), R8
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VMULPD (DX)(AX*8), Y0, Y0
	VADDPD (R8)(AX*8), Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VMULPD 32(DX)(AX*8), Y2, Y2
	VADDPD 32(R8)(AX*8), Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func mulSubAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·mulSubAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ c+24(FP), R8
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VMULPD (DX)(AX*8), Y0, Y0
	VSUBPD (R8)(AX*8), Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VMULPD 32(DX)(AX*8), Y2, Y2
	VSUBPD 32(R8)(AX*8), Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func subMulAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·subMulAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ c+24(FP), R8
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VMULPD (DX)(AX*8), Y0, Y0
	VMOVUPD (R8)(AX*8), Y1
	VSUBPD Y0, Y1, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VMULPD 32(DX)(AX*8), Y2, Y2
	VMOVUPD 32(R8)(AX*8), Y3
	VSUBPD Y2, Y3, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func sumMulAddAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·sumMulAddAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ c+24(FP), R8
	MOVQ d+32(FP), R9
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VMULPD (DX)(AX*8), Y0, Y0
	VADDPD (R8)(AX*8), Y0, Y0
	VADDPD (R9)(AX*8), Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VMULPD 32(DX)(AX*8), Y2, Y2
	VADDPD 32(R8)(AX*8), Y2, Y2
	VADDPD 32(R9)(AX*8), Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func mulMulAddAVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·mulMulAddAVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ c+24(FP), R8
	MOVQ d+32(FP), R9
	MOVQ n+48(FP), CX
	XORQ AX, AX

loop:
	VMOVUPD (SI)(AX*8), Y0
	VMULPD (DX)(AX*8), Y0, Y0
	VMOVUPD (R8)(AX*8), Y1
	VMULPD (R9)(AX*8), Y1, Y1
	VADDPD Y1, Y0, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VMULPD 32(DX)(AX*8), Y2, Y2
	VMOVUPD 32(R8)(AX*8), Y3
	VMULPD 32(R9)(AX*8), Y3, Y3
	VADDPD Y3, Y2, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func over0AVX(dst, a, b, c, d *float64, k float64, n int)
TEXT ·over0AVX(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DX
	MOVQ n+48(FP), CX
	XORQ AX, AX
	VXORPD Y15, Y15, Y15

loop:
	VMOVUPD (SI)(AX*8), Y0
	VMOVUPD (DX)(AX*8), Y1
	VDIVPD Y1, Y0, Y0
	VCMPPD $0, Y15, Y1, Y1
	VANDNPD Y0, Y1, Y0
	VMOVUPD 32(SI)(AX*8), Y2
	VMOVUPD 32(DX)(AX*8), Y3
	VDIVPD Y3, Y2, Y2
	VCMPPD $0, Y15, Y3, Y3
	VANDNPD Y2, Y3, Y2
	VMOVUPD Y0, (DI)(AX*8)
	VMOVUPD Y2, 32(DI)(AX*8)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VZEROUPPER
	RET

// func copyOutAVX(dst, a *float64, n int) bool
// a − a is 0, or NaN where a is not finite; they are joined bit by bit.
TEXT ·copyOutAVX(SB), NOSPLIT, $0-25
	MOVQ dst+0(FP), DI
	MOVQ a+8(FP), SI
	MOVQ n+16(FP), CX
	XORQ AX, AX
	VXORPD Y0, Y0, Y0
	VXORPD Y2, Y2, Y2

loop:
	VMOVUPD (SI)(AX*8), Y1
	VMOVUPD 32(SI)(AX*8), Y3
	VMOVUPD Y1, (DI)(AX*8)
	VMOVUPD Y3, 32(DI)(AX*8)
	VSUBPD Y1, Y1, Y1
	VORPD Y1, Y0, Y0
	VSUBPD Y3, Y3, Y3
	VORPD Y3, Y2, Y2
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VORPD Y2, Y0, Y0
	VCMPPD $3, Y0, Y0, Y0
	VMOVMSKPD Y0, AX
	VZEROUPPER
	TESTQ AX, AX
	SETEQ ret+24(FP)
	RET

// func anyZeroAVX(a *float64, n int) bool
TEXT ·anyZeroAVX(SB), NOSPLIT, $0-17
	MOVQ a+0(FP), SI
	MOVQ n+8(FP), CX
	XORQ AX, AX
	VXORPD Y0, Y0, Y0
	VXORPD Y2, Y2, Y2
	VXORPD Y15, Y15, Y15

loop:
	VCMPPD $0, (SI)(AX*8), Y15, Y1
	VORPD Y1, Y0, Y0
	VCMPPD $0, 32(SI)(AX*8), Y15, Y3
	VORPD Y3, Y2, Y2
	ADDQ $8, AX
	CMPQ AX, CX
	JLT loop
	VORPD Y2, Y0, Y0
	VMOVMSKPD Y0, AX
	VZEROUPPER
	TESTQ AX, AX
	SETNE ret+16(FP)
	RET
