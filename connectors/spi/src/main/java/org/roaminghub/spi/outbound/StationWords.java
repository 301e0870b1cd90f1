package org.roaminghub.spi.outbound;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.inbound.StationRecords.Setting;
import org.roaminghub.vocabulary.Money;
import org.roaminghub.vocabulary.Tariff;

/** What is said to own stations in the words of their version (as 1.6), and how their answers read. Pure. */
public interface StationWords {

    /** A call and its payload as JSON. */
    @SuppressWarnings("ArrayRecordComponent")
    record Said(String action, byte[] payload) {}

    /**
     * Asks for settings. No {@code names}: for all; then a version with a device model answers with a report under
     * {@code requestId}, which comes in parts. Throws IllegalArgumentException with a sentence for a name that can't be one.
     */
    List<Said> ask(String version, List<String> names, int requestId);

    /** Throws as {@link #ask}. */
    List<Said> change(String version, Map<String, String> values);

    /** What the answer to {@link #ask} says. */
    List<Setting> settings(String version, byte[] answer);

    /** Of what was asked for by name, what the station has not, by the answer to {@link #ask}. */
    List<String> absent(String version, byte[] answer);

    /** The station's word for each name that was changed. */
    Map<String, String> changed(String version, Said said, byte[] answer);

    /**
     * Makes a tariff the default of an EVSE, 0: of all. Throws IllegalArgumentException with a sentence for a tariff that the version
     * can't express. The station knows it by an id that follows from its content.
     */
    Said setTariff(String version, Tariff tariff, int evse);

    /** Gives a running transaction of 2.1 another tariff. Empty for one that OCPP can't express. */
    Optional<Said> changeTariff(String transaction, Tariff tariff);

    /** Takes all tariffs from a station. Throws as {@link #setTariff}. */
    Said clearTariffs(String version);

    /** Takes the one of that id from an EVSE, 0: from all. Throws as {@link #setTariff}. */
    Said clearTariff(String version, String id, int evse);

    /** Whether the station has none any more of those that it was to clear, by its answer. */
    boolean areCleared(byte[] answer);

    /** The id by which a station knows the tariff that a call gives it. */
    String tariffId(Said said);

    /** Asks which tariffs a station has. Throws as {@link #setTariff}. */
    Said askTariffs(String version);

    /** Tells what a transaction comes to so far. Empty where the version has no words for it, or none without what is absent. */
    Optional<Said> runningCost(String version, SoFar cost);

    /** The number by which the station will name a start that may have limits; empty where the version has none for that call. */
    Optional<Integer> limitedStart(String version, String action, byte[] payload);

    /** The id by which a station tells of what it was asked for; empty where the payload has none. */
    Optional<String> requestId(byte[] payload);

    /** The file that it will upload; empty where it doesn't say. */
    Optional<String> fileName(byte[] answer);

    /**
     * A transaction at its last reading; {@code transaction} as the station has it, {@code cost} with taxes. {@code meterWh}: the
     * register. {@code charging} false: the vehicle only stands there.
     */
    record SoFar(
            String transaction,
            Money cost,
            Instant at,
            BigDecimal meterWh,
            boolean charging,
            @Nullable Prices prices) {}

    /** For drivers, with taxes, in {@code currency}; absent: nothing is charged for that. */
    record Prices(
            String currency,
            @Nullable BigDecimal kwh,
            @Nullable BigDecimal hour,
            @Nullable BigDecimal parkingHour,
            @Nullable BigDecimal session) {}
}
