#include "textflag.h"

// Four numbers at a time, by the steps of math.Log1p in their order: the same bits. R8 is
// logarithms, the table of log1p_amd64.go, each of whose numbers stands there four times.

// func log1pAVX(dst, x *float64, table *[4]float64, n int) (done int)
// It stops before four of which one is not between the table's first two.
TEXT ·log1pAVX(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ table+16(FP), R8
	MOVQ n+24(FP), CX
	VMOVUPD 96(R8), Y14  // 1
	VMOVUPD 128(R8), Y13 // 0.5
	VMOVUPD 160(R8), Y12 // 2

log1p:
	VMOVUPD (SI), Y0
	VCMPPD $13, (R8), Y0, Y1 // at least
	VCMPPD $2, 32(R8), Y0, Y2 // at most
	VANDPD Y1, Y2, Y1
	VMOVMSKPD Y1, AX
	CMPQ AX, $15
	JNE log1pDone

	// From √2 − 1 on ln 2 + ln(1 + f), 1 + f being (1 + x)/2, with what 1 + x lost.
	VCMPPD $13, 64(R8), Y0, Y11
	VADDPD Y0, Y14, Y1
	VSUBPD Y14, Y1, Y2
	VSUBPD Y2, Y0, Y2
	VDIVPD Y1, Y2, Y2
	VADDPD 224(R8), Y2, Y2
	VANDPD Y11, Y2, Y2
	VMULPD Y13, Y1, Y1
	VSUBPD Y14, Y1, Y1
	VBLENDVPD Y11, Y1, Y0, Y0 // f
	VANDPD 192(R8), Y11, Y10

	VMULPD Y13, Y0, Y3
	VMULPD Y0, Y3, Y3 // f²/2
	VADDPD Y12, Y0, Y4
	VDIVPD Y4, Y0, Y4 // s
	VMULPD Y4, Y4, Y5
	VMULPD 448(R8), Y5, Y6
	VADDPD 416(R8), Y6, Y6
	VMULPD Y5, Y6, Y6
	VADDPD 384(R8), Y6, Y6
	VMULPD Y5, Y6, Y6
	VADDPD 352(R8), Y6, Y6
	VMULPD Y5, Y6, Y6
	VADDPD 320(R8), Y6, Y6
	VMULPD Y5, Y6, Y6
	VADDPD 288(R8), Y6, Y6
	VMULPD Y5, Y6, Y6
	VADDPD 256(R8), Y6, Y6
	VMULPD Y5, Y6, Y6
	VADDPD Y6, Y3, Y6
	VMULPD Y6, Y4, Y6
	VADDPD Y2, Y6, Y6
	VSUBPD Y6, Y3, Y6
	VSUBPD Y0, Y6, Y6
	VSUBPD Y6, Y10, Y6
	VMOVUPD Y6, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $4, CX
	JNZ log1p

log1pDone:
	MOVQ n+24(FP), AX
	SUBQ CX, AX
	MOVQ AX, done+32(FP)
	VZEROUPPER
	RET
