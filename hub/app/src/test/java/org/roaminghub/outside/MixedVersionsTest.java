package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.roaminghub.simulator.Arrival;
import org.roaminghub.simulator.Identity;
import org.roaminghub.simulator.SimulatedCpo;
import org.roaminghub.simulator.SimulatedEmsp;
import org.roaminghub.simulator.Tongue;
import org.roaminghub.testkit.ScriptedPeer.Received;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Partners of different versions behind one hub: OCPI 2.1.1, 2.2.1 and 2.3.0. */
class MixedVersionsTest extends OutsideTest {

    private final List<org.roaminghub.simulator.Partner> simulated = new ArrayList<>();

    @AfterEach
    void stop() {
        simulated.forEach(org.roaminghub.simulator.Partner::close);
    }

    private <T extends org.roaminghub.simulator.Partner> T registered(T partner, Party party)
            throws IOException, InterruptedException {
        simulated.add(partner);
        partner.up();
        JsonNode made = hub.done(
                "POST",
                "/platforms",
                "{\"name\": \"Simulated\", \"protocol\": \"OCPI\", \"parties\": [{\"role\": \"%s\", \"party\": \"%s\", \"name\": \"S\"}]}"
                        .formatted(party.role(), party.star()));
        partner.register(
                hub.versionsUrl(), made.path("ocpi").path("registration_token").asString());
        assertThat(hub.get("/platforms/" + made.path("platform_id").asString())
                        .path("status")
                        .asString())
                .isEqualTo("CONNECTED");
        return partner;
    }

    private static Identity identity(Party party, String version) {
        return new Identity(
                org.roaminghub.simulator.Party.parse(party.star()), "S " + party.id(), 0, 7, Tongue.parse(version));
    }

    private static JsonNode body(SimulatedEmsp emsp, String method, String module) {
        List<Arrival> arrivals = LiveHub.until(
                () -> emsp.inbox()
                        .list(a -> a.method().equals(method) && a.module().equals(module)),
                list -> !list.isEmpty());
        assertThat(arrivals).as(method + " " + module).isNotEmpty();
        return Objects.requireNonNull(arrivals.getLast().body());
    }

    @ParameterizedTest
    @CsvSource({"2.2.1,2.3.0", "2.3.0,2.2.1", "2.3.0,2.3.0"})
    @DisplayName("HUB-72 an eMSP of one version starts a session at a CPO of another")
    void remoteStart(String cpoVersion, String emspVersion) throws IOException, InterruptedException {
        Party cpoParty = Partner.party("CPO");
        Party emspParty = Partner.party("EMSP");
        var cpo = registered(new SimulatedCpo(identity(cpoParty, cpoVersion), 2, a -> {}), cpoParty);
        var emsp = registered(new SimulatedEmsp(identity(emspParty, emspVersion), 0, a -> {}), emspParty);
        hub.agree(cpoParty, emspParty, null);
        var started = emsp.start(emsp.card("strict"), "L-1", org.roaminghub.simulator.Party.parse(cpoParty.star()));
        assertThat(started.answer().data().path("result").asString("")).isEqualTo("ACCEPTED");
        assertThat(body(emsp, "POST", "commands").path("result").asString("")).isEqualTo("ACCEPTED");
        assertThat(body(emsp, "PUT", "sessions").path("status").asString("")).isNotEmpty();
        assertThat(cpo.inbox().list(a -> a.module().equals("commands"))).hasSize(1);
        var command = hub.onlyOf("/remote-commands?status=COMPLETED&party=" + cpoParty.star());
        assertThat(hub.onlyOf("/sessions?party=" + cpoParty.star())
                        .path("hub_id")
                        .asString())
                .isEqualTo(command.path("hub_session_id").asString());
    }

    @Test
    @DisplayName("HUB-72 a remote start at a CPO of 2.1.1 loses what that can't say, and it is recorded")
    void remoteStartAt211() throws IOException, InterruptedException {
        Party cpoParty = Partner.party("CPO");
        Party emspParty = Partner.party("EMSP");
        var cpo = registered(new SimulatedCpo(identity(cpoParty, "2.1.1"), 2, a -> {}), cpoParty);
        var emsp = registered(new SimulatedEmsp(identity(emspParty, "2.3.0"), 0, a -> {}), emspParty);
        hub.agree(cpoParty, emspParty, null);
        var started = emsp.start(emsp.card("strict"), "L-1", org.roaminghub.simulator.Party.parse(cpoParty.star()));
        assertThat(started.answer().data().path("result").asString("")).isEqualTo("ACCEPTED");
        Arrival command = cpo.inbox().list(a -> a.module().equals("commands")).getFirst();
        assertThat(Objects.requireNonNull(command.body()).has("authorization_reference"))
                .isFalse();
        hub.listWhen(
                "/deliveries?party=" + cpoParty.star(),
                list -> list.stream()
                        .anyMatch(d -> d.path("object_type").asString().equals("remote")
                                && d.path("losses").toString().contains("authorization_reference")));
    }

    @Test
    @DisplayName("HUB-42 an eMSP of 2.1.1 stops a session by the id that the hub told it; the CPO hears its own")
    void stopAt211() throws IOException, InterruptedException {
        Party cpoParty = Partner.party("CPO");
        Party emspParty = Partner.party("EMSP");
        var cpo = registered(new SimulatedCpo(identity(cpoParty, "2.1.1"), 2, a -> {}), cpoParty);
        var emsp = registered(new SimulatedEmsp(identity(emspParty, "2.1.1"), 0, a -> {}), emspParty);
        hub.agree(cpoParty, emspParty, null);
        var card = emsp.card("strict");
        assertThat(emsp.push(card, null).acknowledged()).isTrue();
        LiveHub.until(cpo::tokens, tokens -> !tokens.isEmpty());
        String session = cpo.plugIn(cpo.tap(card.uid(), card.type(), 0, null));
        assertThat(cpo.put(session, null).acknowledged()).isTrue();
        String told = body(emsp, "PUT", "sessions").path("id").asString();
        assertThat(told).isNotEqualTo(session);
        var stopped = emsp.stop(told, null);
        assertThat(stopped.answer().data().path("result").asString("")).isEqualTo("ACCEPTED");
        Arrival command = cpo.inbox().list(a -> a.module().equals("commands")).getFirst();
        assertThat(Objects.requireNonNull(command.body()).path("session_id").asString())
                .isEqualTo(session);
        assertThat(body(emsp, "POST", "commands").path("result").asString("")).isEqualTo("ACCEPTED");
    }

    @Test
    @DisplayName(
            "A CPO of 2.1.1 has no charging profiles or preferences: told at once on its behalf; an eMSP of 2.1.1 has no module")
    void noProfilesIn211() throws IOException, InterruptedException {
        Party cpoParty = Partner.party("CPO");
        var cpo = registered(new SimulatedCpo(identity(cpoParty, "2.1.1"), 2, a -> {}), cpoParty);
        Partner emsp = connected("EMSP");
        hub.agree(cpoParty, emsp.party(), null);
        for (Ask ask : new Ask[] {
            emsp.setProfile("S-1", Messages.setProfile(emsp.callback())),
            emsp.clearProfile("S-1", emsp.callback()),
            emsp.askProfile("S-1", emsp.callback())
        }) {
            Answer answer = ask.to(cpoParty).send().ok();
            assertThat(answer.data().path("result").asString()).isEqualTo("NOT_SUPPORTED");
            assertThat(answer.data().path("timeout").asInt(-1)).isZero();
        }
        Answer refused = emsp.prefer("S-1", "{\"profile_type\": \"FAST\"}")
                .to(cpoParty)
                .send()
                .refused(200, 4003);
        assertThat(refused.message()).contains("2.1.1");
        Answer cancel = emsp.command(
                        "CANCEL_RESERVATION",
                        Messages.json("{\"reservation_id\": \"7\"}").put("response_url", emsp.callback()))
                .to(cpoParty)
                .send()
                .ok();
        assertThat(cancel.data().path("result").asString()).isEqualTo("NOT_SUPPORTED");
        assertThat(cpo.inbox().list(a -> true)).isEmpty();
        assertThat(hub.listWhen("/remote-commands?status=COMPLETED&party=" + cpoParty.star(), list -> list.size() == 5))
                .allMatch(c -> c.path("outcome").asString().equals("NOT_EXPRESSIBLE"));
        Http.call(
                        "PUT",
                        hub.url() + "/ocpi/2.1.1/receiver/chargingprofiles/S-1",
                        Http.utf8("{}"),
                        "Authorization",
                        Http.token(emsp.theirs),
                        "Content-Type",
                        "application/json")
                .refused(404, 2000);
    }

    @ParameterizedTest
    @CsvSource({"2.2.1,2.3.0", "2.3.0,2.2.1", "2.2.1,2.2.1"})
    @DisplayName(
            "HUB-51, HUB-73 simulated partners limit a session, ask, clear and prefer, and hear of active profiles")
    void steering(String cpoVersion, String emspVersion) throws IOException, InterruptedException {
        Party cpoParty = Partner.party("CPO");
        Party emspParty = Partner.party("EMSP");
        var cpo = registered(new SimulatedCpo(identity(cpoParty, cpoVersion), 2, a -> {}), cpoParty);
        var emsp = registered(new SimulatedEmsp(identity(emspParty, emspVersion), 0, a -> {}), emspParty);
        hub.agree(cpoParty, emspParty, null);
        var card = emsp.card("strict");
        var tap = cpo.tap(card.uid(), card.type(), 0, org.roaminghub.simulator.Party.parse(emspParty.star()));
        String session = cpo.plugIn(tap);
        assertThat(cpo.put(session, null).acknowledged()).isTrue();

        assertThat(result(emsp.limit(session, 10, null))).isEqualTo("ACCEPTED");
        assertThat(body(emsp, "POST", "chargingprofiles").path("result").asString(""))
                .isEqualTo("ACCEPTED");
        JsonNode active = body(emsp, "PUT", "chargingprofiles").path("charging_profile");
        assertThat(active.path("charging_profile_period").path(0).path("limit").asInt())
                .isEqualTo(10);
        assertThat(result(emsp.ask(session, 600, null))).isEqualTo("ACCEPTED");
        LiveHub.until(
                () -> emsp.inbox().list(a -> a.body() != null && a.body().has("profile")), list -> !list.isEmpty());
        assertThat(emsp.prefer(session, "FAST", null).data().asString("")).isEqualTo("ACCEPTED");
        assertThat(result(emsp.unlimit(session, null))).isEqualTo("ACCEPTED");
        assertThat(result(emsp.limit("NOBODYS", 10, org.roaminghub.simulator.Party.parse(cpoParty.star()))))
                .isEqualTo("UNKNOWN_SESSION");
    }

    private static String result(SimulatedEmsp.Command command) {
        return command.answer().data().path("result").asString("");
    }

    @ParameterizedTest
    @CsvSource({"2.1.1,2.3.0", "2.1.1,2.2.1", "2.2.1,2.3.0", "2.3.0,2.2.1", "2.1.1,2.1.1", "2.3.0,2.1.1", "2.2.1,2.1.1"
    })
    @DisplayName("HUB-72 a driver charges at a CPO of one version with the card of an eMSP of another")
    void wholeFlow(String cpoVersion, String emspVersion) throws IOException, InterruptedException {
        Party cpoParty = Partner.party("CPO");
        Party emspParty = Partner.party("EMSP");
        var cpo = registered(new SimulatedCpo(identity(cpoParty, cpoVersion), 2, a -> {}), cpoParty);
        var emsp = registered(new SimulatedEmsp(identity(emspParty, emspVersion), 0, a -> {}), emspParty);
        hub.agree(cpoParty, emspParty, null);
        assertThat(cpo.publish(null).acknowledged()).isTrue();
        var card = emsp.card("strict");
        assertThat(emsp.push(card, null).acknowledged()).isTrue();
        LiveHub.until(cpo::tokens, tokens -> !tokens.isEmpty());
        assertThat(cpo.tokens()).hasSize(1);

        var tap = cpo.tap(card.uid(), card.type(), 0, null);
        assertThat(tap.granted()).as("authorised: %s", tap.answer().message()).isTrue();
        assertThat(emsp.inbox()
                        .list(a -> a.method().equals("POST") && a.module().equals("tokens")))
                .hasSize(1);

        String session = cpo.plugIn(tap);
        assertThat(cpo.put(session, null).acknowledged()).isTrue();
        assertThat(cpo.progress(session, null).acknowledged()).isTrue();
        cpo.unplug(session);
        assertThat(cpo.put(session, null).acknowledged()).isTrue();
        String bill = cpo.bill(session);
        var posted = cpo.post(bill, null);
        assertThat(posted.acknowledged()).as(posted.message()).isTrue();
        assertThat(posted.location()).startsWith(hub.url() + "/ocpi/" + cpoVersion + "/");
        var read = cpo.readBack(posted.location());
        assertThat(read.data().path("id").asString()).isEqualTo(bill);

        JsonNode cdr = body(emsp, "POST", "cdrs");
        boolean old = emspVersion.equals("2.1.1");
        assertThat(cdr.path(old ? "auth_id" : "id").asString())
                .isEqualTo(old ? card.token().path("contract_id").asString() : bill);
        if (old) {
            assertThat(cdr.path("id").asString()).as("nothing says whose it is").matches("[0-9a-f-]{36}");
        } else {
            assertThat(cdr.path("cdr_token").path("uid").asString()).isEqualTo(card.uid());
            assertThat(cdr.path("party_id").asString()).isEqualTo(cpoParty.id());
        }
        JsonNode total = cdr.path("total_cost");
        JsonNode net = old ? total : total.path(emspVersion.equals("2.3.0") ? "before_taxes" : "excl_vat");
        assertThat(net.decimalValue())
                .isEqualByComparingTo(
                        cpo.cdr(bill).path("total_cost").path("excl_vat").decimalValue());
        assertThat(body(emsp, "PUT", "sessions").path("kwh").decimalValue()).isNotNegative();
        lossesAreTold(cpoVersion, emspVersion, emspParty);
    }

    private void lossesAreTold(String cpoVersion, String emspVersion, Party emsp) {
        var deliveries = hub.listWhen(
                "/deliveries?status=ACKNOWLEDGED&party=" + emsp.star(),
                list -> list.stream()
                        .anyMatch(d -> d.path("object_type").asString().equals("cdr")));
        List<String> lost = deliveries.stream()
                .filter(d -> d.path("object_type").asString().equals("cdr"))
                .flatMap(d -> d.path("losses").valueStream())
                .map(l -> l.path("field").asString())
                .toList();
        if (cpoVersion.equals(emspVersion)) {
            assertThat(lost).as("the original travels on").isEmpty();
        } else if (emspVersion.equals("2.1.1")) {
            assertThat(lost).contains("signed_data", "session_id", "total_energy_cost", "x_parking_bay");
        } else {
            assertThat(lost).contains("x_parking_bay");
        }
    }

    private Partner speaking(String version, String role) {
        Partner partner = planned(role);
        partner.version = version;
        partner.register().ok();
        return partner;
    }

    @Test
    @DisplayName("HUB-12, HUB-13 the hub's 2.3.0 credentials: hub_party_id, the reachable parties, no role HUB")
    void newestCredentials() {
        Partner cpo = speaking("2.3.0", "CPO");
        Partner stranger = connected("EMSP");
        Partner emsp = connected("EMSP");
        ObjectNode before = credentialsOf(cpo);
        assertThat(before.path("hub_party_id").asString()).isEqualTo("DEHUB");
        assertThat(before.path("roles")).isNotEmpty();
        hub.agree(cpo.party(), emsp.party(), null);
        ObjectNode after = LiveHub.until(
                () -> credentialsOf(cpo),
                c -> c.path("roles").toString().contains(emsp.party().id()));
        assertThat(after.path("roles").valueStream().map(r -> r.path("party_id").asString()))
                .containsExactly(emsp.party().id())
                .doesNotContain(stranger.party().id());
        assertThat(after.path("roles").path(0).path("role").asString()).isEqualTo("EMSP");
    }

    private static ObjectNode credentialsOf(Partner partner) {
        return (ObjectNode)
                partner.credentials("GET", partner.theirs, null).ok().data();
    }

    @Test
    @DisplayName("HUB-22 2.3.0: unknown fields and words of open enums are taken and passed on")
    void openWords() {
        Pair pair = pair(speaking("2.3.0", "CPO"), speaking("2.3.0", "EMSP"));
        ObjectNode token = Messages.token(pair.emsp().party(), Messages.uid()).put("type", "FACE_RECOGNITION");
        pair.emsp()
                .putToken(token)
                .query("type=FACE_RECOGNITION")
                .to(pair.cpo().party())
                .send()
                .ok();
        Received got = pair.cpo().only("PUT", "tokens");
        assertThat(got.text()).isEqualTo(token.toString());
    }

    @Test
    @DisplayName("PUT credentials at another version's endpoint: from then on that version is spoken")
    void upgrade() {
        Pair pair = pair();
        Partner emsp = pair.emsp();
        emsp.version = "2.3.0";
        emsp.discover(emsp.theirs);
        Answer renewed = emsp.credentials("PUT", emsp.theirs, emsp.credentials("renewed-" + emsp.ours))
                .ok();
        emsp.theirs = renewed.data().path("token").asString();
        assertThat(renewed.data().path("hub_party_id").asString()).isEqualTo("DEHUB");
        pair.cpo().postCdr(cdr(pair)).send().ok();
        ObjectNode sent = (ObjectNode) Http.read(emsp.only("POST", "cdrs").text());
        assertThat(sent.path("total_cost").path("before_taxes").decimalValue()).isEqualByComparingTo("3.3");
        assertThat(sent.path("total_cost").path("taxes").path(0).path("name").asString())
                .isEqualTo("VAT");
    }

    @Test
    @DisplayName("A list asked of a partner of another version comes in the asker's words, its pages at the hub")
    void translatedList() {
        Pair pair = pair(connected("CPO"), speaking("2.3.0", "EMSP"));
        ObjectNode cdr = cdr(pair);
        pair.cpo().answers("GET", "cdrs", r -> Partner.reply(r, 200, 1000, "[" + cdr + "]", "X-Total-Count", "1"));
        Answer answer = pair.emsp()
                .ask("GET", "cdrs/SENDER")
                .to(pair.cpo().party())
                .send()
                .ok();
        assertThat(answer.data().path(0).path("total_cost").has("before_taxes")).isTrue();
        assertThat(answer.header("X-Total-Count")).isEqualTo("1");
    }

    @Test
    @DisplayName("To 2.1.1 the hub's codes are told in its words")
    void codesOf211() throws IOException, InterruptedException {
        Party party = Partner.party("CPO");
        var cpo = registered(new SimulatedCpo(identity(party, "2.1.1"), 2, a -> {}), party);
        var tap = cpo.tap("04FFFFFFFFFFFF", "RFID", 0, null);
        assertThat(List.of(2000, 2003, 3000)).contains(tap.answer().statusCode());
    }
}
