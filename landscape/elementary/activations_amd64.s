#include "textflag.h"

// Four numbers at a time, by the steps of math.Exp and math.Tanh in their order, with
// the products that they fuse: the same bits. R8 is exponentials, the table of
// activations_amd64.go, each of whose numbers stands there four times.

// EXP sets Y0 to e^Y0, for what is between −708 and 709. It takes Y1 and Y2.
#define EXP \
	VMULPD (R8), Y0, Y1 \
	VCVTPD2DQY Y1, X2 \
	VCVTDQ2PD X2, Y1 \
	VPMOVSXDQ X2, Y2 \
	VFNMADD231PD 32(R8), Y1, Y0 \
	VFNMADD231PD 64(R8), Y1, Y0 \
	VMULPD 96(R8), Y0, Y0 \
	VMOVUPD 128(R8), Y1 \
	VFMADD213PD 160(R8), Y0, Y1 \
	VFMADD213PD 192(R8), Y0, Y1 \
	VFMADD213PD 224(R8), Y0, Y1 \
	VFMADD213PD 256(R8), Y0, Y1 \
	VFMADD213PD 288(R8), Y0, Y1 \
	VFMADD213PD 320(R8), Y0, Y1 \
	VFMADD213PD Y14, Y0, Y1 \
	VMULPD Y1, Y0, Y0 \
	VADDPD Y13, Y0, Y1 \
	VMULPD Y1, Y0, Y0 \
	VADDPD Y13, Y0, Y1 \
	VMULPD Y1, Y0, Y0 \
	VADDPD Y13, Y0, Y1 \
	VMULPD Y1, Y0, Y0 \
	VADDPD Y13, Y0, Y1 \
	VFMADD213PD Y14, Y1, Y0 \
	VPSLLQ $52, Y2, Y2 \
	VPADDQ Y14, Y2, Y2 \ // the bits of 2^k: those of 1, k added to the exponent
	VMULPD Y2, Y0, Y0

// func tanhAVX(dst, z *float64, table *[4]float64, n int)
TEXT ·tanhAVX(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ z+8(FP), SI
	MOVQ table+16(FP), R8
	MOVQ n+24(FP), CX
	VMOVUPD 352(R8), Y14 // 1
	VMOVUPD 384(R8), Y13 // 2
	VMOVUPD 416(R8), Y12 // the sign's bit
	VORPD Y12, Y13, Y11

tanh:
	VMOVUPD (SI), Y3
	VANDPD Y12, Y3, Y4 // its sign
	VANDNPD Y3, Y12, Y5 // its size

	// From 0.625 on 1 − 2/(e^2|z| + 1), which is 1 from where |z| is held.
	VMINPD 448(R8), Y5, Y0
	VADDPD Y0, Y0, Y0
	EXP
	VADDPD Y14, Y0, Y0

	// Below z + z·s·P(s)/Q(s), s being z². There is one division for both.
	VMULPD Y3, Y3, Y6
	VMULPD 512(R8), Y6, Y7
	VADDPD 544(R8), Y7, Y7
	VMULPD Y6, Y7, Y7
	VADDPD 576(R8), Y7, Y7
	VADDPD 608(R8), Y6, Y8
	VMULPD Y6, Y8, Y8
	VADDPD 640(R8), Y8, Y8
	VMULPD Y6, Y8, Y8
	VADDPD 672(R8), Y8, Y8
	VMULPD Y6, Y3, Y6
	VMULPD Y7, Y6, Y6
	VCMPPD $13, 480(R8), Y5, Y5 // at least 0.625
	VBLENDVPD Y5, Y11, Y6, Y6 // −2
	VBLENDVPD Y5, Y0, Y8, Y8
	VDIVPD Y8, Y6, Y6
	VBLENDVPD Y5, Y14, Y3, Y0
	VADDPD Y6, Y0, Y0
	VORPD Y4, Y0, Y0
	VMOVUPD Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $4, CX
	JNZ tanh
	VZEROUPPER
	RET

// func sigmoidAVX(dst, z *float64, table *[4]float64, n int) (done int)
// It stops before four of which one is not between −708 and 708.
TEXT ·sigmoidAVX(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ z+8(FP), SI
	MOVQ table+16(FP), R8
	MOVQ n+24(FP), CX
	VMOVUPD 352(R8), Y14
	VMOVUPD 384(R8), Y13
	VMOVUPD 416(R8), Y12

sigmoid:
	VMOVUPD (SI), Y3
	VORPD Y12, Y3, Y0 // −|z|
	VCMPPD $14, 704(R8), Y0, Y4 // above −708
	VMOVMSKPD Y4, AX
	CMPQ AX, $15
	JNE sigmoidDone
	EXP
	VADDPD Y14, Y0, Y5
	VBLENDVPD Y3, Y0, Y14, Y0 // above the line e^z of what is below 0, 1 of the others
	VDIVPD Y5, Y0, Y0
	VMOVUPD Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $4, CX
	JNZ sigmoid

sigmoidDone:
	MOVQ n+24(FP), AX
	SUBQ CX, AX
	MOVQ AX, done+32(FP)
	VZEROUPPER
	RET

// func decayAVX(dst, z *float64, table *[4]float64, n int) (done int)
// e^−|z|. It stops as sigmoidAVX does.
TEXT ·decayAVX(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ z+8(FP), SI
	MOVQ table+16(FP), R8
	MOVQ n+24(FP), CX
	VMOVUPD 352(R8), Y14
	VMOVUPD 384(R8), Y13
	VMOVUPD 416(R8), Y12

decay:
	VORPD (SI), Y12, Y0
	VCMPPD $14, 704(R8), Y0, Y4
	VMOVMSKPD Y4, AX
	CMPQ AX, $15
	JNE decayDone
	EXP
	VMOVUPD Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $4, CX
	JNZ decay

decayDone:
	MOVQ n+24(FP), AX
	SUBQ CX, AX
	MOVQ AX, done+32(FP)
	VZEROUPPER
	RET

// EXP512 is EXP of eight numbers, Z0, with their k; it takes Z1 and Z2. Adding 1.5·2^52, Z10,
// rounds to a whole number k, whose last bits are then those of the sum: 2^k is multiplied
// by where they are added to the exponent. LOG2E, HIGH, LOW and PART are where the table has
// what x = Z0 is told by: the same as EXP, or half of them for e^2x.
#define EXP512(LOG2E, HIGH, LOW, PART) \
	VMULPD.BCST LOG2E(R8), Z0, Z1 \
	VADDPD Z10, Z1, Z2 \
	VSUBPD Z10, Z2, Z1 \
	VFNMADD231PD.BCST HIGH(R8), Z1, Z0 \
	VFNMADD231PD.BCST LOW(R8), Z1, Z0 \
	VMULPD.BCST PART(R8), Z0, Z0 \
	VBROADCASTSD 128(R8), Z1 \
	VFMADD213PD.BCST 160(R8), Z0, Z1 \
	VFMADD213PD.BCST 192(R8), Z0, Z1 \
	VFMADD213PD.BCST 224(R8), Z0, Z1 \
	VFMADD213PD.BCST 256(R8), Z0, Z1 \
	VFMADD213PD.BCST 288(R8), Z0, Z1 \
	VFMADD213PD.BCST 320(R8), Z0, Z1 \
	VPSLLQ $52, Z2, Z2 \
	VFMADD213PD Z14, Z0, Z1 \
	VMULPD Z1, Z0, Z0 \
	VADDPD Z13, Z0, Z1 \
	VMULPD Z1, Z0, Z0 \
	VADDPD Z13, Z0, Z1 \
	VMULPD Z1, Z0, Z0 \
	VADDPD Z13, Z0, Z1 \
	VMULPD Z1, Z0, Z0 \
	VADDPD Z13, Z0, Z1 \
	VFMADD213PD Z14, Z1, Z0 \
	VPADDQ Z2, Z0, Z0

// func tanh512(dst, z *float64, table *[4]float64, n int)
// It is tanhAVX of eight.
TEXT ·tanh512(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ z+8(FP), SI
	MOVQ table+16(FP), R8
	MOVQ n+24(FP), CX
	VBROADCASTSD 352(R8), Z14
	VBROADCASTSD 384(R8), Z13
	VBROADCASTSD 416(R8), Z12
	VBROADCASTSD 864(R8), Z10
	VPORQ Z12, Z13, Z11 // −2

tanh512loop:
	VMOVUPD (SI), Z3
	VPANDNQ Z3, Z12, Z5
	VMINPD.BCST 448(R8), Z5, Z0
	VMULPD Z3, Z3, Z6
	VMULPD.BCST 512(R8), Z6, Z7
	VADDPD.BCST 544(R8), Z7, Z7
	VMULPD Z6, Z7, Z7
	VADDPD.BCST 576(R8), Z7, Z7
	VADDPD.BCST 608(R8), Z6, Z8
	VMULPD Z6, Z8, Z8
	VADDPD.BCST 640(R8), Z8, Z8
	VMULPD Z6, Z8, Z8
	VADDPD.BCST 672(R8), Z8, Z8
	VMULPD Z6, Z3, Z6
	VMULPD Z7, Z6, Z6
	VCMPPD.BCST $13, 480(R8), Z5, K1
	VMOVAPD Z3, Z4
	VMOVAPD Z14, K1, Z3
	VMOVAPD Z11, K1, Z6
	EXP512(736, 768, 800, 832)
	VADDPD Z14, Z0, K1, Z8
	VDIVPD Z8, Z6, Z6
	VADDPD Z6, Z3, Z0
	VPTERNLOGQ $0xF8, Z12, Z4, Z0 // or its sign
	VMOVUPD Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $8, CX
	JNZ tanh512loop
	VZEROUPPER
	RET

// func sigmoid512(dst, z *float64, table *[4]float64, n int) (done int)
// It stops as sigmoidAVX does.
TEXT ·sigmoid512(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ z+8(FP), SI
	MOVQ table+16(FP), R8
	MOVQ n+24(FP), CX
	VBROADCASTSD 352(R8), Z14
	VBROADCASTSD 384(R8), Z13
	VBROADCASTSD 416(R8), Z12
	VBROADCASTSD 864(R8), Z10

sigmoid512loop:
	VMOVUPD (SI), Z3
	VPORQ Z12, Z3, Z0
	VCMPPD.BCST $14, 704(R8), Z0, K1
	KMOVW K1, AX
	CMPL AX, $255
	JNE sigmoid512done
	VPTESTMQ Z12, Z3, K2 // its sign is set
	EXP512(0, 32, 64, 96)
	VADDPD Z14, Z0, Z5
	VMOVAPD Z14, Z6
	VMOVAPD Z0, K2, Z6
	VDIVPD Z5, Z6, Z0
	VMOVUPD Z0, (DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $8, CX
	JNZ sigmoid512loop

sigmoid512done:
	MOVQ n+24(FP), AX
	SUBQ CX, AX
	MOVQ AX, done+32(FP)
	VZEROUPPER
	RET
