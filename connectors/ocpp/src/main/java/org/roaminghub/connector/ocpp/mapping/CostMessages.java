package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.spi.outbound.StationWords.Prices;
import org.roaminghub.spi.outbound.StationWords.SoFar;
import org.roaminghub.vocabulary.Money;
import tools.jackson.databind.node.ObjectNode;

/** Costs for stations that show them; in 1.6 by the Open Charge Alliance's extension in DataTransfer, by its vendor id. */
public final class CostMessages {

    private static final String VENDOR = "org.openchargealliance.costmsg";

    private CostMessages() {}

    /** The DataTransfer that says what a transaction cost in the end; {@code cost} with taxes. */
    public static ObjectNode last(int transaction, Money cost) {
        return message(
                "FinalCost",
                Json.object()
                        .put("transactionId", transaction)
                        .put("cost", cost.amount())
                        .put("priceText", text(cost)));
    }

    /** The one that says what it comes to so far. Empty without prices: the station reckons on by them. */
    static Optional<ObjectNode> running(SoFar cost) {
        Prices prices = cost.prices();
        if (prices == null) {
            return Optional.empty();
        }
        ObjectNode data = Json.object()
                .put("transactionId", Integer.parseInt(cost.transaction()))
                .put("timestamp", cost.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(
                        "meterValue",
                        cost.meterWh().setScale(0, RoundingMode.HALF_UP).longValueExact())
                .put("cost", cost.cost().amount())
                .put("state", cost.charging() ? "Charging" : "Idle");
        ObjectNode charging = data.putObject("chargingPrice");
        add(charging, "kWhPrice", prices.kwh());
        add(charging, "hourPrice", prices.hour());
        add(charging, "flatFee", prices.session());
        if (prices.parkingHour() != null) {
            add(data.putObject("idlePrice"), "hourPrice", prices.parkingHour());
        }
        return Optional.of(message("RunningCost", data));
    }

    /** That of 2.x. */
    static ObjectNode updated(SoFar cost) {
        return Json.object().put("totalCost", cost.cost().amount()).put("transactionId", cost.transaction());
    }

    private static void add(ObjectNode said, String name, @Nullable BigDecimal price) {
        if (price != null) {
            said.put(name, plain(price));
        }
    }

    /** Without needless zeros, and without the exponent that some parsers don't know. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static ObjectNode message(String name, ObjectNode data) {
        return Json.object()
                .put("vendorId", VENDOR)
                .put("messageId", name)
                .put("data", new String(Json.write(data), StandardCharsets.UTF_8));
    }

    /** In whole minor units, as {@code 8.52 EUR}. */
    static String text(Money cost) {
        return cost.amount().setScale(cost.minorDigits(), RoundingMode.HALF_UP).toPlainString() + " " + cost.currency();
    }
}
