package org.roaminghub.hub.cdr;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.cdr.store.CdrStore.Row;
import org.roaminghub.hub.cdr.store.CdrStore.State;
import org.roaminghub.vocabulary.CdrId;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Finding;
import org.roaminghub.vocabulary.Finding.Severity;
import org.roaminghub.vocabulary.Refusal;

/** Whether a CDR is taken; pure. */
final class CdrIntake {

    private CdrIntake() {}

    /** What becomes of a CDR that came. */
    sealed interface Decision {

        /** New and good. {@code credits} is the CDR that it cancels. */
        record Accept(@Nullable CdrId credits) implements Decision {}

        /** A correction of one that its receiver refused: its next revision. {@code before} is as it was until now. */
        record Revise(Row before) implements Decision {}

        /** Known with this content; nothing new happened. */
        record Repeat(CdrId cdr) implements Decision {}

        /** Refused and recorded. */
        record Refuse(
                Refusal refusal,
                String why,
                List<Finding> findings,
                @Nullable CdrId conflictsWith) implements Decision {}

        /** Refused for the same reasons as before; nothing new happened. */
        record RefuseAgain(Refusal refusal, String why) implements Decision {}
    }

    /** Why it can't be routed: refused whatever it says. */
    record NoWay(Refusal refusal, String why) {}

    /** What is known of it. {@code sameId} is all that came under its id, the refused too; {@code credits} is what it names as its original. */
    record Known(
            List<Row> sameId,
            @Nullable NoWay noWay,
            List<Finding> findings,
            @Nullable CdrId credits) {}

    static Decision decide(ChargeDetailRecord cdr, byte[] fingerprint, Known known) {
        Optional<Row> taken = known.sameId.stream()
                .filter(row -> row.state() != State.REFUSED)
                .findFirst();
        if (taken.isPresent()) {
            Row row = taken.get();
            if (Arrays.equals(row.fingerprint(), fingerprint)) {
                return new Decision.Repeat(row.cdr());
            }
            if (!isCorrection(cdr, row, known)) {
                return refuse(fingerprint, known, Refusal.CONFLICT, Refusal.CONFLICT.sentence(), List.of(), row.cdr());
            }
        }
        if (known.noWay != null) {
            return refuse(fingerprint, known, known.noWay.refusal, known.noWay.why, List.of(), null);
        }
        List<Finding> errors =
                known.findings.stream().filter(f -> f.severity() == Severity.E).toList();
        if (!errors.isEmpty()) {
            String codes = errors.stream().map(Finding::rule).distinct().collect(Collectors.joining(", "));
            return refuse(fingerprint, known, Refusal.IMPLAUSIBLE, codes, known.findings, null);
        }
        if (taken.isPresent()) {
            return new Decision.Revise(taken.get());
        }
        if (!cdr.isCredit()) {
            return new Decision.Accept(null);
        }
        if (known.credits == null) {
            throw new IllegalStateException("the rules let a credit pass that takes nothing back");
        }
        return new Decision.Accept(known.credits);
    }

    /**
     * Its receiver said no to it as it is now, so nobody has it yet and the CPO may say it better. Not by what it said before,
     * and a credit takes back what it took back before.
     */
    private static boolean isCorrection(ChargeDetailRecord cdr, Row row, Known known) {
        return row.state() == State.ACCEPTED
                && row.isRefusedByReceiver()
                && !cdr.reportedAt().isBefore(row.reportedAt())
                && Objects.equals(row.creditOf(), known.credits);
    }

    /** A partner that comes again with the same gets the same answer and fills no store. */
    private static Decision refuse(
            byte[] fingerprint,
            Known known,
            Refusal refusal,
            String why,
            List<Finding> findings,
            @Nullable CdrId conflictsWith) {
        boolean before = known.sameId.stream()
                .anyMatch(row -> row.state() == State.REFUSED
                        && row.refusal() == refusal
                        && why.equals(row.why())
                        && Arrays.equals(row.fingerprint(), fingerprint));
        return before
                ? new Decision.RefuseAgain(refusal, why)
                : new Decision.Refuse(refusal, why, findings, conflictsWith);
    }

    /** The agreement is judged at the session's start; after its end CDRs are taken for so many days. */
    static Optional<NoWay> tooLate(@Nullable Instant agreementEnd, int cdrWithinDays, Instant now) {
        boolean late = agreementEnd != null && now.isAfter(agreementEnd.plus(java.time.Duration.ofDays(cdrWithinDays)));
        return late
                ? Optional.of(
                        new NoWay(Refusal.NO_AGREEMENT, "the agreement ended more than " + cdrWithinDays + " days ago"))
                : Optional.empty();
    }
}
