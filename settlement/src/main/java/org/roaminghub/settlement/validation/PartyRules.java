package org.roaminghub.settlement.validation;

import org.roaminghub.vocabulary.AuthMethod;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Personal;

/** Whether sender, agreement, token, reference and EVSE are what the hub knows, and whether the CDR was there before. */
final class PartyRules {

    private PartyRules() {}

    static void check(ChargeDetailRecord cdr, CdrContext context, Findings findings) {
        if (!context.senderServesCpo()) {
            findings.add(Rule.SENDER_MISMATCH, "a party of the sending platform", cdr.cpo());
        }
        switch (context.sameKey()) {
            case NOTHING -> {}
            case SAME_CONTENT -> findings.add(Rule.DUPLICATE_IDENTICAL, "once");
            case OTHER_CONTENT -> findings.add(Rule.DUPLICATE_CONFLICT, "one content for one id");
        }
        if (!context.agreementInForce()) {
            findings.add(Rule.NO_ROAMING_CONTRACT, "an agreement at session start", cdr.cpo(), cdr.emsp(), cdr.start());
        }
        if (context.sessionBilledBy() != null && !cdr.isCredit()) {
            findings.add(Rule.SESSION_ALREADY_BILLED, "one uncredited CDR for a session", context.sessionBilledBy());
        }
        token(cdr, context, findings);
        if (!context.evseKnown()) {
            findings.add(Rule.EVSE_UNKNOWN, "a published EVSE");
        }
        if (Boolean.TRUE.equals(cdr.homeCompensation())) {
            findings.add(Rule.HOME_COMPENSATION, "other VAT and payee");
        }
    }

    private static void token(ChargeDetailRecord cdr, CdrContext context, Findings findings) {
        if (!context.tokenKnown()) {
            findings.add(Rule.TOKEN_UNKNOWN, "a token in the directory", cdr.tokenKind());
        } else if (context.tokenBlockedAtStart() && cdr.authMethod() != AuthMethod.WHITELIST) {
            findings.add(Rule.TOKEN_BLOCKED_AT_START, "valid at session start", cdr.authMethod(), cdr.start());
        }
        boolean hasReference = !(cdr.reference() instanceof Personal.Absent<?>);
        if (hasReference && !context.referenceIssued()) {
            findings.add(Rule.AUTH_REFERENCE_UNKNOWN, "a reference that was issued");
        }
    }
}
