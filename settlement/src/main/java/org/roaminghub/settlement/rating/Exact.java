package org.roaminghub.settlement.rating;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A fraction in lowest terms. Hours divide by 3600 and taxes by 1.19: nothing is lost before the one rounding. */
record Exact(BigInteger numerator, BigInteger denominator) {

    static final Exact ZERO = new Exact(BigInteger.ZERO, BigInteger.ONE);

    static Exact of(BigDecimal value) {
        return value.scale() <= 0
                ? new Exact(value.toBigIntegerExact(), BigInteger.ONE)
                : reduced(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    private static Exact reduced(BigInteger numerator, BigInteger denominator) {
        BigInteger common = numerator.gcd(denominator);
        BigInteger sign = denominator.signum() < 0 ? common.negate() : common;
        return sign.equals(BigInteger.ONE)
                ? new Exact(numerator, denominator)
                : new Exact(numerator.divide(sign), denominator.divide(sign));
    }

    Exact plus(Exact other) {
        return reduced(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Exact minus(Exact other) {
        return plus(new Exact(other.numerator.negate(), other.denominator));
    }

    Exact times(Exact other) {
        return reduced(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** Throws ArithmeticException for a divisor of zero. */
    Exact dividedBy(Exact other) {
        return reduced(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    int signum() {
        return numerator.signum();
    }

    boolean isBelow(Exact other) {
        return minus(other).signum() < 0;
    }

    BigDecimal rounded(RatingPolicy policy) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), policy.scale(), policy.rounding());
    }
}
