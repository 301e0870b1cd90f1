package org.roaminghub.connector.ocpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.ProfileMapping;
import org.roaminghub.connector.ocpi.mapping.ProfileRequests;
import org.roaminghub.connector.ocpi.mapping.ResultMapping;
import org.roaminghub.connector.ocpi.wire.ActiveChargingProfile;
import org.roaminghub.connector.ocpi.wire.BadField;
import org.roaminghub.connector.ocpi.wire.ChargingPreferences;
import org.roaminghub.connector.ocpi.wire.ChargingProfile;
import org.roaminghub.connector.ocpi.wire.Fields;
import org.roaminghub.connector.ocpi.wire.Release;
import org.roaminghub.connector.ocpi.wire.SetChargingProfile;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.spi.outbound.EmspLink.CommandResult;
import org.roaminghub.testkit.OcpiSchemas;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.RemoteOutcome;

/** Charging profiles, preferences and results of commands between versions. */
class ProfileMappingTest {

    private static final PartyId RECEIVER = new PartyId("DE*CPO");
    private static final String PROFILE =
            "{\"start_date_time\":\"2026-03-01T08:00:00Z\",\"duration\":3600,\"charging_rate_unit\":\"W\","
                    + "\"min_charging_rate\":1400.5,\"charging_profile_period\":[{\"start_period\":0,\"limit\":11000.25},"
                    + "{\"start_period\":900,\"limit\":0}]}";
    private static final String URL = "https://hub.example/ocpi/2.2.1/sender/chargingprofiles/1";

    private final Lowering to = Lowering.plain();

    @BeforeEach
    void schemas() {
        OcpiSchemas.assumeThere();
    }

    private static Original original(String version, String text) {
        return new Original(Protocol.OCPI, version, "application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Fields fields(String text) {
        return Fields.of(Bodies.json(text), Release.V2_2_1);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private List<String> lost() {
        return to.losses(RECEIVER).stream().map(Loss::field).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.2.1", "2.3.0"})
    @DisplayName(
            "A profile says the same in the other version; what OCPI doesn't know is told to be lost, with its path")
    void profile(String version) {
        String came = "{\"charging_profile\":" + PROFILE.replace("\"limit\":0}", "\"limit\":0,\"x\":1}")
                + ",\"response_url\":\"https://emsp.example/x\",\"x_note\":7,\"x_none\":null}";
        SetChargingProfile wire = SetChargingProfile.read(fields(came));
        Order order = ProfileMapping.set("S-1", wire.charging_profile());
        byte[] sent = ProfileRequests.set(order, original("other", came), version, URL, to);
        assertThat(OcpiSchemas.problems(version, "SetChargingProfile", sent)).isEmpty();
        assertThat(Bodies.json(text(sent)))
                .isEqualTo(Bodies.json("{\"charging_profile\":" + PROFILE + ",\"response_url\":\"" + URL + "\"}"));
        assertThat(lost()).containsExactly("charging_profile.charging_profile_period.x", "x_note");
    }

    @Test
    @DisplayName("To a CPO of the same version a profile goes as it came but for its response_url")
    void sameVersion() {
        String came = "{\"charging_profile\":" + PROFILE + ",\"response_url\":\"https://emsp.example/x\",\"x\":[1.50]}";
        Order order = ProfileMapping.clear("S-1");
        byte[] sent = ProfileRequests.set(order, original("2.2.1", came), "2.2.1", URL, to);
        assertThat(text(sent)).isEqualTo(came.replace("https://emsp.example/x", URL));
        assertThat(lost()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.2.1", "2.3.0"})
    @DisplayName("An active profile and preferences say the same in the other version")
    void activeAndPreferences(String version) {
        String active = "{\"start_date_time\":\"2026-03-01T08:00:00Z\",\"charging_profile\":" + PROFILE + "}";
        byte[] told = ProfileRequests.active(
                ProfileMapping.active(ActiveChargingProfile.read(fields(active))), original("other", active), to);
        assertThat(OcpiSchemas.problems(version, "ActiveChargingProfile", told)).isEmpty();
        assertThat(Bodies.json(text(told))).isEqualTo(Bodies.json(active));

        String wish = "{\"profile_type\":\"CHEAP\",\"departure_time\":\"2026-03-01T18:00:00Z\",\"energy_need\":21.500,"
                + "\"discharge_allowed\":false}";
        Order order = ProfileMapping.prefer("S-1", ChargingPreferences.read(fields(wish)));
        byte[] sent = ProfileRequests.prefer(order, original("other", wish), version, to);
        assertThat(OcpiSchemas.problems(version, "ChargingPreferences", sent)).isEmpty();
        assertThat(Bodies.json(text(sent))).isEqualTo(Bodies.json(wish));
        assertThat(lost()).isEmpty();
    }

    @Test
    @DisplayName("Too many periods are over the limit, not malformed")
    void tooMany() {
        String periods = "{\"start_period\":0,\"limit\":1},".repeat(10_001);
        assertThatThrownBy(() ->
                        ChargingProfile.read(fields("{\"charging_rate_unit\":\"A\",\"charging_profile_period\":["
                                + periods.substring(0, periods.length() - 1) + "]}")))
                .isInstanceOfSatisfying(
                        BadField.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.OVER_LIMIT));
    }

    private static CommandResult result(
            RemoteKind kind, RemoteOutcome outcome, boolean late, @Nullable Original original) {
        return new CommandResult(new RemoteId(new UUID(1, 1)), kind, "https://emsp.example/x", outcome, late, original);
    }

    @ParameterizedTest
    @CsvSource({
        "SET_PROFILE,ChargingProfileResult,ACCEPTED",
        "CLEAR_PROFILE,ClearProfileResult,UNKNOWN",
        "GET_PROFILE,ActiveChargingProfileResult,REJECTED"
    })
    @DisplayName("A profile's result is told in the other version's form, with nothing more, even when late")
    void profileResults(RemoteKind kind, String schema, String word) {
        RemoteOutcome outcome = word.equals("ACCEPTED")
                ? RemoteOutcome.DONE
                : RemoteOutcome.of(word.equals("UNKNOWN") ? Refusal.UNKNOWN_OBJECT : Refusal.REJECTED);
        String came = "{\"result\":\"" + word + "\",\"x\":1}";
        byte[] told = ResultMapping.body(result(kind, outcome, true, original("2.2.1", came)), Release.V2_3_0, to);
        assertThat(OcpiSchemas.problems("2.3.0", schema, told)).isEmpty();
        assertThat(text(told)).isEqualTo("{\"result\":\"" + word + "\"}");
        assertThat(lost()).containsExactly("x");
        assertThat(text(ResultMapping.body(result(kind, outcome, true, original("2.2.1", came)), Release.V2_2_1, to)))
                .isEqualTo(came);
    }

    @Test
    @DisplayName("An active profile that was asked for comes along with its result")
    void askedProfile() {
        String came = "{\"result\":\"ACCEPTED\",\"profile\":{\"start_date_time\":\"2026-03-01T08:00:00Z\","
                + "\"charging_profile\":" + PROFILE + "}}";
        byte[] told = ResultMapping.body(
                result(RemoteKind.GET_PROFILE, RemoteOutcome.DONE, false, original("2.3.0", came)), Release.V2_2_1, to);
        assertThat(OcpiSchemas.problems("2.2.1", "ActiveChargingProfileResult", told))
                .isEmpty();
        assertThat(Bodies.json(text(told))).isEqualTo(Bodies.json(came));
        assertThat(lost()).isEmpty();
    }

    @Test
    @DisplayName(
            "A command's result: its message goes between 2.2.1 and 2.3.0; 2.1.1 loses it, and words that it has not")
    void commandResults() {
        String came = "{\"result\":\"EVSE_OCCUPIED\",\"message\":[{\"language\":\"en\",\"text\":\"Busy.\"}]}";
        CommandResult result =
                result(RemoteKind.START, RemoteOutcome.of(Refusal.EVSE_OCCUPIED), false, original("2.2.1", came));
        assertThat(Bodies.json(text(ResultMapping.body(result, Release.V2_3_0, to))))
                .isEqualTo(Bodies.json(came));
        assertThat(lost()).isEmpty();
        assertThat(text(ResultMapping.body(result, Release.V2_1_1, to))).isEqualTo("{\"result\":\"REJECTED\"}");
        assertThat(lost()).containsExactlyInAnyOrder("result", "message");
    }

    @Test
    @DisplayName("2.1.1's UNKNOWN_SESSION is FAILED in the newer ones, and told so")
    void resultOf211() {
        CommandResult result = result(
                RemoteKind.STOP,
                RemoteOutcome.of(Refusal.FAILED),
                true,
                original("2.1.1", "{\"result\":\"UNKNOWN_SESSION\"}"));
        String told = text(ResultMapping.body(result, Release.V2_2_1, to));
        assertThat(told).contains("\"FAILED\"", "after the time");
        assertThat(lost()).containsExactly("result");
    }
}
