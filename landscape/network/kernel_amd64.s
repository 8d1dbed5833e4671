#include "textflag.h"

// Four numbers at a time, products and sums rounded one by one: the same bits as
// kernel_go.go.

// func weightedAVX(dst, w, a *float64, wStride, aStride, terms, n int, k float64)
TEXT ·weightedAVX(SB), NOSPLIT, $0-64
	MOVQ dst+0(FP), DI
	MOVQ w+8(FP), SI
	MOVQ a+16(FP), DX
	MOVQ wStride+24(FP), R8
	MOVQ aStride+32(FP), R9
	MOVQ terms+40(FP), R10
	MOVQ n+48(FP), R11
	SHLQ $3, R8
	SHLQ $3, R9
	VBROADCASTSD k+56(FP), Y15

points:
	VMOVAPD Y15, Y0
	VMOVAPD Y15, Y1
	VMOVAPD Y15, Y2
	VMOVAPD Y15, Y3
	MOVQ SI, R12
	MOVQ DX, R13
	MOVQ R10, CX

term:
	VBROADCASTSD (R12), Y4
	VMULPD (R13), Y4, Y5
	VMULPD 32(R13), Y4, Y6
	VMULPD 64(R13), Y4, Y7
	VMULPD 96(R13), Y4, Y8
	VADDPD Y5, Y0, Y0
	VADDPD Y6, Y1, Y1
	VADDPD Y7, Y2, Y2
	VADDPD Y8, Y3, Y3
	ADDQ R8, R12
	ADDQ R9, R13
	DECQ CX
	JNZ term

	VMOVUPD Y0, (DI)
	VMOVUPD Y1, 32(DI)
	VMOVUPD Y2, 64(DI)
	VMOVUPD Y3, 96(DI)
	ADDQ $128, DI
	ADDQ $128, DX
	SUBQ $16, R11
	JNZ points
	VZEROUPPER
	RET

// func weighted512(dst, w, a *float64, wStride, aStride, terms, n int, k float64)
// It takes 32 points at once, then 16.
TEXT ·weighted512(SB), NOSPLIT, $0-64
	MOVQ dst+0(FP), DI
	MOVQ w+8(FP), SI
	MOVQ a+16(FP), DX
	MOVQ wStride+24(FP), R8
	MOVQ aStride+32(FP), R9
	MOVQ n+48(FP), R11
	SHLQ $3, R8
	SHLQ $3, R9
	VBROADCASTSD k+56(FP), Z15

many:
	CMPQ R11, $32
	JLT few
	VMOVAPD Z15, Z0
	VMOVAPD Z15, Z1
	VMOVAPD Z15, Z2
	VMOVAPD Z15, Z3
	MOVQ SI, R12
	MOVQ DX, R13
	MOVQ terms+40(FP), CX

manyTerm:
	VBROADCASTSD (R12), Z4
	VMULPD (R13), Z4, Z5
	VMULPD 64(R13), Z4, Z6
	VMULPD 128(R13), Z4, Z7
	VMULPD 192(R13), Z4, Z8
	VADDPD Z5, Z0, Z0
	VADDPD Z6, Z1, Z1
	VADDPD Z7, Z2, Z2
	VADDPD Z8, Z3, Z3
	ADDQ R8, R12
	ADDQ R9, R13
	DECQ CX
	JNZ manyTerm

	VMOVUPD Z0, (DI)
	VMOVUPD Z1, 64(DI)
	VMOVUPD Z2, 128(DI)
	VMOVUPD Z3, 192(DI)
	ADDQ $256, DI
	ADDQ $256, DX
	SUBQ $32, R11
	JMP many

few:
	TESTQ R11, R11
	JZ weightedDone
	VMOVAPD Z15, Z0
	VMOVAPD Z15, Z1
	MOVQ terms+40(FP), CX

fewTerm:
	VBROADCASTSD (SI), Z4
	VMULPD (DX), Z4, Z5
	VMULPD 64(DX), Z4, Z6
	VADDPD Z5, Z0, Z0
	VADDPD Z6, Z1, Z1
	ADDQ R8, SI
	ADDQ R9, DX
	DECQ CX
	JNZ fewTerm

	VMOVUPD Z0, (DI)
	VMOVUPD Z1, 64(DI)

weightedDone:
	VZEROUPPER
	RET

// func dotsAVX(dst, d, a *float64, aStride, rows, n int)
TEXT ·dotsAVX(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ d+8(FP), SI
	MOVQ a+16(FP), AX
	MOVQ aStride+24(FP), R9
	MOVQ rows+32(FP), R10
	MOVQ n+40(FP), R11
	SHLQ $3, R9

four:
	CMPQ R10, $4
	JLT one
	LEAQ (AX)(R9*1), BX
	LEAQ (BX)(R9*1), R12
	LEAQ (R12)(R9*1), R13
	VXORPD Y0, Y0, Y0
	VXORPD Y1, Y1, Y1
	VXORPD Y2, Y2, Y2
	VXORPD Y3, Y3, Y3
	XORQ CX, CX

fourPoints:
	VMOVUPD (SI)(CX*8), Y4
	VMULPD (AX)(CX*8), Y4, Y5
	VMULPD (BX)(CX*8), Y4, Y6
	VMULPD (R12)(CX*8), Y4, Y7
	VMULPD (R13)(CX*8), Y4, Y8
	VADDPD Y5, Y0, Y0
	VADDPD Y6, Y1, Y1
	VADDPD Y7, Y2, Y2
	VADDPD Y8, Y3, Y3
	ADDQ $4, CX
	CMPQ CX, R11
	JLT fourPoints

	// Each sum's lanes: (0 + 1) + (2 + 3).
	VHADDPD Y1, Y0, Y0
	VHADDPD Y3, Y2, Y2
	VPERM2F128 $0x21, Y2, Y0, Y4
	VBLENDPD $0xC, Y2, Y0, Y5
	VADDPD Y4, Y5, Y0
	VADDPD (DI), Y0, Y0
	VMOVUPD Y0, (DI)
	ADDQ $32, DI
	LEAQ (R13)(R9*1), AX
	SUBQ $4, R10
	JMP four

one:
	TESTQ R10, R10
	JZ done
	VXORPD Y0, Y0, Y0
	XORQ CX, CX

onePoints:
	VMOVUPD (SI)(CX*8), Y4
	VMULPD (AX)(CX*8), Y4, Y5
	VADDPD Y5, Y0, Y0
	ADDQ $4, CX
	CMPQ CX, R11
	JLT onePoints

	VEXTRACTF128 $1, Y0, X1
	VHADDPD X0, X0, X0
	VHADDPD X1, X1, X1
	VADDSD X1, X0, X0
	VADDSD (DI), X0, X0
	VMOVSD X0, (DI)
	ADDQ $8, DI
	ADDQ R9, AX
	DECQ R10
	JMP one

done:
	VZEROUPPER
	RET

DATA chainOne<>+0(SB)/8, $1.0
GLOBL chainOne<>(SB), RODATA, $8

// func tanhChainAVX(delta, act *float64, n int)
// delta *= (1 − a)(1 + a)
TEXT ·tanhChainAVX(SB), NOSPLIT, $0-24
	MOVQ delta+0(FP), DI
	MOVQ act+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSD chainOne<>(SB), Y15
	VXORPD Y14, Y14, Y14

four:
	VMOVUPD (SI), Y0
	VSUBPD Y0, Y15, Y1
	VADDPD Y0, Y15, Y2
	VMULPD Y2, Y1, Y1
	VMULPD (DI), Y1, Y1
	VMOVUPD Y1, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $4, CX
	JNZ four
	VZEROUPPER
	RET

// func sigmoidChainAVX(delta, act *float64, n int)
// delta *= a(1 − a)
TEXT ·sigmoidChainAVX(SB), NOSPLIT, $0-24
	MOVQ delta+0(FP), DI
	MOVQ act+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSD chainOne<>(SB), Y15
	VXORPD Y14, Y14, Y14

four:
	VMOVUPD (SI), Y0
	VSUBPD Y0, Y15, Y1
	VMULPD Y0, Y1, Y1
	VMULPD (DI), Y1, Y1
	VMOVUPD Y1, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $4, CX
	JNZ four
	VZEROUPPER
	RET

// func reluChainAVX(delta, act *float64, n int)
// delta is 0 where a is not positive
TEXT ·reluChainAVX(SB), NOSPLIT, $0-24
	MOVQ delta+0(FP), DI
	MOVQ act+8(FP), SI
	MOVQ n+16(FP), CX
	VBROADCASTSD chainOne<>(SB), Y15
	VXORPD Y14, Y14, Y14

four:
	VMOVUPD (SI), Y0
	VCMPPD $14, Y14, Y0, Y1
	VANDPD (DI), Y1, Y1
	VMOVUPD Y1, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $4, CX
	JNZ four
	VZEROUPPER
	RET
