package org.roaminghub.vocabulary;

/**
 * What CPO and eMSP agreed on. Deadlines in milliseconds, the other spans in days. What events stored before a term existed
 * don't say has its default.
 */
public record AgreementTerms(
        int authorizeDeadlineMs,
        int remoteDeadlineMs,
        IssuerSilent issuerSilent,
        int approveWithinDays,
        int cdrWithinDays,
        int creditWithinDays,
        PostOn postOn,
        Rounding rounding,
        Tolerance tolerance,
        SettlementMode settlementMode,
        SignedMeterValues signedData) {

    public static final AgreementTerms DEFAULT = new AgreementTerms(
            3_000,
            30_000,
            IssuerSilent.REFUSE,
            30,
            31,
            90,
            PostOn.ACCEPTED,
            Rounding.HALF_UP,
            Tolerance.DEFAULT,
            SettlementMode.DEFAULT,
            SignedMeterValues.OPTIONAL);

    public AgreementTerms {
        postOn = postOn == null ? PostOn.ACCEPTED : postOn;
        rounding = rounding == null ? Rounding.HALF_UP : rounding;
        tolerance = tolerance == null ? Tolerance.DEFAULT : tolerance;
        settlementMode = settlementMode == null ? SettlementMode.DEFAULT : settlementMode;
        signedData = signedData == null ? SignedMeterValues.OPTIONAL : signedData;
    }

    /** What happens when the issuer doesn't answer in time. */
    public enum IssuerSilent {
        REFUSE,
        ALLOW_OFFLINE_TOKENS
    }

    /** When a cleared CDR is posted: at once, or when the eMSP approved it. */
    public enum PostOn {
        ACCEPTED,
        APPROVED
    }

    /** How an amount is brought to the currency's minor unit, once per CDR; Hubject's rating rounds up. */
    public enum Rounding {
        HALF_UP,
        CEILING
    }

    /** Whether a CDR needs signed meter values. */
    public enum SignedMeterValues {
        OPTIONAL,
        REQUIRED
    }
}
