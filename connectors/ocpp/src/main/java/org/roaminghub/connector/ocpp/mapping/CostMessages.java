package org.roaminghub.connector.ocpp.mapping;

import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.vocabulary.Money;
import tools.jackson.databind.node.ObjectNode;

/** Costs for stations of 1.6 that show them: the Open Charge Alliance's extension in DataTransfer, by its vendor id. */
public final class CostMessages {

    private static final String VENDOR = "org.openchargealliance.costmsg";

    private CostMessages() {}

    /** The DataTransfer that says what a transaction cost in the end; {@code cost} with taxes. */
    public static ObjectNode last(int transaction, Money cost) {
        ObjectNode data = Json.object()
                .put("transactionId", transaction)
                .put("cost", cost.amount())
                .put("priceText", text(cost));
        return Json.object()
                .put("vendorId", VENDOR)
                .put("messageId", "FinalCost")
                .put("data", new String(Json.write(data), StandardCharsets.UTF_8));
    }

    /** In whole minor units, as {@code 8.52 EUR}. */
    static String text(Money cost) {
        return cost.amount().setScale(cost.minorDigits(), RoundingMode.HALF_UP).toPlainString() + " " + cost.currency();
    }
}
