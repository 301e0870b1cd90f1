package org.roaminghub.connector.ocpi.inbound;

import org.roaminghub.connector.ocpi.mapping.Answers;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.inbound.Receipt;

/** A push as answered: the receiver's own word where it was asked at once, else the hub's. */
final class Receipts {

    private Receipts() {}

    /** 201 for what was new, 200 for what was changed (OCPI 2.2.1 ch. 4). */
    static OcpiResponse answer(Exchange x, Caller caller, Dialect dialect, Receipt receipt) {
        return switch (receipt) {
            case Receipt.Taken taken -> {
                OcpiResponse passed = x.pass(taken.answer(), dialect, caller.to());
                yield passed != null ? passed : x.success(taken.created() ? 201 : 200, null);
            }
            case Receipt.Refused refused -> {
                OcpiResponse passed = x.pass(refused.answer(), dialect, caller.to());
                yield passed != null ? passed : x.refuse(refused.refusal(), refused.why());
            }
        };
    }

    /** A result that a CPO tells: whatever it is, there is nothing to answer but that it was taken. */
    static OcpiResponse answerResult(Exchange x, Receipt receipt) {
        return switch (receipt) {
            case Receipt.Taken taken -> x.success(200, null);
            case Receipt.Refused refused -> x.refuse(refused.refusal(), refused.why());
        };
    }

    /** As {@link #answer}, and with the refusals of CDRs. */
    static OcpiResponse answerCdr(Exchange x, Caller caller, Dialect dialect, Receipt receipt) {
        return receipt instanceof Receipt.Refused refused && refused.answer() == null
                ? x.refuse(
                        Answers.ofCdr(refused.refusal()),
                        refused.why().isBlank() ? refused.refusal().sentence() : refused.why())
                : answer(x, caller, dialect, receipt);
    }
}
