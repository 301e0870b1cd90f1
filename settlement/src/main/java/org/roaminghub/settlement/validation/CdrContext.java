package org.roaminghub.settlement.validation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Power;

/**
 * What the hub knows around a CDR when it judges it.
 *
 * @param receivedAt when the hub got it
 * @param senderServesCpo whether the sending platform speaks for the CDR's CPO
 * @param sameKey what the hub already has under this CPO and id
 * @param agreementInForce whether CPO and eMSP had an agreement on CDRs at session start
 * @param agreementCurrency the currency the agreement is in; absent = it leaves the currency open
 * @param connectorMaxPower of the connector as stored; absent = the one in the CDR's place counts
 * @param tokenKnown whether the token is in the directory
 * @param tokenBlockedAtStart whether it was invalid or expired when the session started
 * @param referenceIssued whether the hub knows the CDR's authorisation reference; without one it is not asked for
 * @param evseKnown whether the EVSE is published
 * @param sessionBilledBy another CDR of the same session or reference that wasn't credited
 * @param overlapping other uncredited CDRs of the same EVSE or contract around that time
 * @param usualCost the median cost of the CPO's sessions; absent = too few to say
 * @param submissionWindowDays days after the session's end in which a CDR may come
 * @param creditWindowDays days after the session's end in which a credit may come
 * @param original the CDR that this one takes back, where it is a credit and the hub has it
 * @param originalCredited whether that one was already taken back by another CDR
 */
public record CdrContext(
        Instant receivedAt,
        boolean senderServesCpo,
        SameKey sameKey,
        boolean agreementInForce,
        @Nullable String agreementCurrency,
        @Nullable Power connectorMaxPower,
        boolean tokenKnown,
        boolean tokenBlockedAtStart,
        boolean referenceIssued,
        boolean evseKnown,
        @Nullable CdrId sessionBilledBy,
        List<OtherCdr> overlapping,
        @Nullable Money usualCost,
        int submissionWindowDays,
        int creditWindowDays,
        @Nullable ChargeDetailRecord original,
        boolean originalCredited) {

    public CdrContext {
        overlapping = List.copyOf(overlapping);
    }

    /**
     * What is looked at when a CDR comes in: the record itself, and what a credit takes back. The rest is asked in clearing, and
     * until then counts as in order.
     */
    public static CdrContext atIntake(
            Instant receivedAt, AgreementTerms terms, @Nullable ChargeDetailRecord original, boolean originalCredited) {
        return new CdrContext(
                receivedAt,
                true,
                SameKey.NOTHING,
                true,
                null,
                null,
                true,
                false,
                true,
                true,
                null,
                List.of(),
                null,
                terms.cdrWithinDays(),
                terms.creditWithinDays(),
                original,
                originalCredited);
    }

    /** What lies under the same CPO and CDR id already. */
    public enum SameKey {
        NOTHING,
        SAME_CONTENT,
        OTHER_CONTENT
    }

    /** A CDR to compare with. {@code country} is where its EVSE stands, ISO 3166-1 alpha-2. */
    public record OtherCdr(
            CdrId cdr,
            Interval time,
            boolean sameConnector,
            boolean sameContract,
            @Nullable String country) {}
}
