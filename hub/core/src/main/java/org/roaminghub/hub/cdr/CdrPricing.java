package org.roaminghub.hub.cdr;

import java.util.List;
import org.roaminghub.vocabulary.Price;

/** What a CDR of the hub's own stations costs. Pure. */
public interface CdrPricing {

    /** {@code tariffs} are those of the connector, by the owner's ids; {@code currency} is the agreement's. */
    Priced price(List<String> tariffs, String currency);

    /** An amount, or why nobody knows it: then no CDR is made. */
    sealed interface Priced {
        record Cost(Price total) implements Priced {}

        record Unknown(String why) implements Priced {}
    }
}
