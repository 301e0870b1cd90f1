package org.roaminghub.vocabulary;

/** What CPO and eMSP agreed on. Deadlines in milliseconds, the other spans in days. */
public record AgreementTerms(
        int authorizeDeadlineMs,
        int remoteDeadlineMs,
        IssuerSilent issuerSilent,
        int approveWithinDays,
        int cdrWithinDays,
        int creditWithinDays) {

    public static final AgreementTerms DEFAULT = new AgreementTerms(3_000, 30_000, IssuerSilent.REFUSE, 30, 31, 90);

    /** What happens when the issuer doesn't answer in time. */
    public enum IssuerSilent {
        REFUSE,
        ALLOW_OFFLINE_TOKENS
    }
}
