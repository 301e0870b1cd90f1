package org.roaminghub.vocabulary;

/**
 * How two parties pay each other, in Mojaloop's three switches. By default each invoice is paid for itself, between the two,
 * after the end of a window.
 */
public record SettlementMode(Granularity granularity, Interchange interchange, Delay delay) {

    public static final SettlementMode DEFAULT =
            new SettlementMode(Granularity.GROSS, Interchange.BILATERAL, Delay.DEFERRED);

    /** Each claim for itself, or what is left of claims both ways. Invoices are never netted. */
    public enum Granularity {
        GROSS,
        NET
    }

    /** Between the two, or with one counterparty for all. */
    public enum Interchange {
        BILATERAL,
        MULTILATERAL
    }

    /** With each CDR, or after a window. */
    public enum Delay {
        IMMEDIATE,
        DEFERRED
    }
}
