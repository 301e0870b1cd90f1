package org.roaminghub.connector.ocpp.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.message.Messages;
import org.roaminghub.connector.ocpp.message.v16.Core.DataTransferRequest;
import org.roaminghub.connector.ocpp.message.v2.Tariffs.CostUpdatedRequest;
import org.roaminghub.connector.ocpp.wire.Json;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.spi.inbound.Stations.DriverTariff;
import org.roaminghub.spi.outbound.StationWords.Prices;
import org.roaminghub.spi.outbound.StationWords.SoFar;
import org.roaminghub.vocabulary.LocalText;
import org.roaminghub.vocabulary.Money;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

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

    /**
     * The one that says what a driver will pay: by the operator's own text, else by the prices. Empty where they depend on what is
     * charged when, and nobody put that into words.
     */
    public static Optional<ObjectNode> userPrice(String tag, DriverTariff driver) {
        List<LocalText> texts = driver.tariff().altText();
        Prices prices = driver.always();
        String text = texts.stream()
                .filter(one -> one.language().equalsIgnoreCase("en"))
                .findFirst()
                .or(() -> texts.stream().findFirst())
                .map(LocalText::text)
                .orElseGet(() -> prices == null ? "" : text(prices));
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(message(
                        "SetUserPrice", Json.object().put("idToken", tag).put("priceText", text)));
    }

    /** As {@code 0.50 EUR/kWh + 1.50 EUR/h + 1.00 EUR, parking 10.00 EUR/h}. */
    private static String text(Prices prices) {
        String charging = Stream.of(
                        text(prices.kwh(), prices.currency(), "/kWh"),
                        text(prices.hour(), prices.currency(), "/h"),
                        text(prices.session(), prices.currency(), ""))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" + "));
        String parking = text(prices.parkingHour(), prices.currency(), "/h")
                .map(price -> "parking " + price)
                .orElse("");
        return charging + (charging.isEmpty() || parking.isEmpty() ? "" : ", ") + parking;
    }

    private static Optional<String> text(@Nullable BigDecimal price, String currency, String per) {
        if (price == null || price.signum() == 0) {
            return Optional.empty();
        }
        int digits = Math.max(
                new Money(price, currency).minorDigits(),
                price.stripTrailingZeros().scale());
        return Optional.of(price.setScale(digits, RoundingMode.UNNECESSARY).toPlainString() + " " + currency + per);
    }

    /** That of 2.x. */
    static ObjectNode updated(SoFar cost) {
        return Messages.write(new CostUpdatedRequest(cost.cost().amount(), cost.transaction()), Version.V2_1);
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
        return Messages.write(
                new DataTransferRequest(
                        VENDOR, name, StringNode.valueOf(new String(Json.write(data), StandardCharsets.UTF_8))),
                Version.V1_6);
    }

    /** In whole minor units, as {@code 8.52 EUR}. */
    static String text(Money cost) {
        return cost.amount().setScale(cost.minorDigits(), RoundingMode.HALF_UP).toPlainString() + " " + cost.currency();
    }
}
