package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Charge detail records: OCPI 2.2.1 ch. 10. */
class CdrsTest extends OutsideTest {

    private static String location(Answer answer) {
        return Objects.requireNonNull(answer.header("Location"), answer::said);
    }

    private List<JsonNode> cdrs(Pair pair, String status, int count) {
        return hub.listWhen(
                "/cdrs?party=" + pair.cpo().party().star() + "&status=" + status, items -> items.size() >= count);
    }

    @Test
    @DisplayName("HUB-52 Location of POST cdrs is the hub's; GET on it is relayed to the receiver")
    void location() {
        Pair pair = pair();
        ObjectNode cdr = cdr(pair);
        String location = location(pair.cpo().postCdr(cdr).send().ok());
        assertThat(location).startsWith(hub.url() + "/ocpi/2.2.1/");
        Answer read = pair.cpo().ask("GET", "cdrs/RECEIVER").send();
        assertThat(read.http()).isEqualTo(405);
        String id = location.substring(location.lastIndexOf('/') + 1);
        Answer got = pair.cpo().ask("GET", "cdrs/RECEIVER", id).send().ok();
        assertThat(got.data()).isEqualTo(cdr);
        assertThat(got.message()).isEqualTo("said by the partner");
        assertThat(pair.emsp().only("GET", "cdrs").path())
                .isEqualTo("/receiver/cdrs/" + cdr.path("id").asString());
        pair(connected("CPO"), pair.emsp())
                .cpo()
                .ask("GET", "cdrs/RECEIVER", id)
                .send()
                .refused(404, 2001);
    }

    @Test
    @DisplayName("HUB-66 the same CDR again: one CDR, the same Location; another content under its id: 2001")
    void onceOnly() {
        Pair pair = pair();
        ObjectNode cdr = cdr(pair);
        String id = cdr.path("id").asString();
        Answer first = pair.cpo().postCdr(cdr).send().ok();
        Answer same = pair.cpo().postCdr(cdr).send().ok();
        Answer inOtherCase = pair.cpo()
                .postCdr(cdr.deepCopy().put("id", id.toLowerCase(Locale.ROOT)))
                .send()
                .ok();
        assertThat(first.http()).isEqualTo(201);
        assertThat(same.http()).isEqualTo(200);
        assertThat(location(same)).isEqualTo(location(first)).isEqualTo(location(inOtherCase));
        Ask conflicting = pair.cpo().postCdr(cdr.deepCopy().put("total_energy", 12));
        conflicting.send().refused(200, 2001);
        conflicting.send().refused(200, 2001);
        pair.emsp().only("POST", "cdrs");
        JsonNode accepted = cdrs(pair, "ACCEPTED", 1).getFirst();
        List<JsonNode> refused = cdrs(pair, "REFUSED", 1);
        assertThat(cdrs(pair, "ACCEPTED", 1)).hasSize(1);
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().path("refusal").asString()).isEqualTo("CONFLICT");
        assertThat(refused.getFirst().path("conflicts_with")).isEqualTo(accepted.path("hub_id"));
        assertThat(hub.eventsOf(pair.cpo().party()))
                .filteredOn(type -> type.startsWith("cdr."))
                .containsExactly("cdr.accepted", "cdr.refused");
        Pair other = pair();
        assertThat(other.cpo()
                        .postCdr(Messages.cdr(other.cpo().party(), other.emsp().card("NEVER"), id))
                        .send()
                        .ok()
                        .http())
                .isEqualTo(201);
    }

    @Test
    @DisplayName("HUB-68 a credit names a known CDR of its owner, takes back the whole of it, once, under another id")
    void credit() {
        Pair pair = pair();
        ObjectNode cdr = cdr(pair);
        String creditId = cdr.path("id").asString() + "-C";
        ObjectNode credit = Messages.credit(cdr, creditId);
        pair.cpo().postCdr(credit).send().refused(200, 2001);
        pair.cpo().postCdr(cdr).send().ok();
        ObjectNode nameless = credit.deepCopy();
        nameless.remove("credit_reference_id");
        pair.cpo().postCdr(nameless.put("id", Messages.unique("N"))).send().refused(200, 2001);
        ObjectNode part = credit.deepCopy().put("id", Messages.unique("P"));
        part.putObject("total_cost").put("excl_vat", -1.1).put("incl_vat", -1.32);
        pair.cpo().postCdr(part).send().refused(200, 2001);
        pair.cpo()
                .postCdr(Messages.credit(cdr, cdr.path("id").asString()))
                .send()
                .refused(200, 2001);
        Pair other = pair();
        pair.cpo()
                .postCdr(credit.deepCopy().put("party_id", other.cpo().party().id()))
                .send()
                .refused(200, 2001);
        pair.cpo().postCdr(credit).send().ok();
        pair.cpo().postCdr(Messages.credit(cdr, Messages.unique("T"))).send().refused(200, 2001);
        assertThat(pair.emsp().got("POST", "cdrs"))
                .extracting(r -> Http.read(r.text()).path("id").asString())
                .containsExactly(cdr.path("id").asString(), creditId);
        JsonNode credited = cdrs(pair, "CREDITED", 1).getFirst();
        JsonNode by = cdrs(pair, "ACCEPTED", 1).getFirst();
        assertThat(credited.path("credited_by")).isEqualTo(by.path("hub_id"));
        assertThat(by.path("credit_of")).isEqualTo(credited.path("hub_id"));
    }

    @Test
    @DisplayName("a CDR for an eMSP that is down: the hub takes it, and it arrives once when the eMSP is back")
    void deliveredLater() {
        Pair pair = pair();
        ObjectNode cdr = cdr(pair);
        pair.emsp().down();
        Answer taken = pair.cpo().postCdr(cdr).send().ok();
        assertThat(hub.onlyOf("/deliveries?party=" + pair.emsp().party().star())
                        .path("status")
                        .asString())
                .isEqualTo("QUEUED");
        String id = location(taken).substring(location(taken).lastIndexOf('/') + 1);
        assertThat(pair.cpo().ask("GET", "cdrs/RECEIVER", id).send().ok().data())
                .isEqualTo(cdr);
        AtomicInteger arrived = new AtomicInteger();
        pair.emsp().answers("POST", "cdrs", r -> {
            arrived.incrementAndGet();
            return Partner.reply(r, 201, 1000, null);
        });
        pair.emsp().back();
        JsonNode delivered = hub.listWhen(
                        "/deliveries?party=" + pair.emsp().party().star(),
                        items -> items.size() == 1
                                && items.getFirst().path("status").asString().equals("ACKNOWLEDGED"))
                .getFirst();
        assertThat(delivered.path("attempts").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(arrived).hasValue(1);
        assertThat(pair.emsp().got("POST", "cdrs").getLast().text()).isEqualTo(cdr.toString());
    }

    @Test
    @DisplayName("a CDR that its eMSP refuses is parked with the reason, until a person decides")
    void parked() {
        Pair pair = pair();
        pair.emsp().answers("POST", "cdrs", r -> says(r, 200, 2001));
        pair.cpo().postCdr(cdr(pair)).send().refused(200, 2001);
        JsonNode parked = hub.onlyOf("/deliveries?party=" + pair.emsp().party().star());
        assertThat(parked.path("status").asString()).isEqualTo("PARKED");
        assertThat(parked.path("refusal").asString()).isEqualTo("REJECTED");
        assertThat(cdrs(pair, "ACCEPTED", 1)).hasSize(1);
        pair.emsp().answers("POST", "cdrs", r -> Partner.reply(r, 201, 1000, null));
        hub.done(
                "POST",
                "/deliveries/" + parked.path("hub_id").asString() + "/retry",
                "{\"reason\": \"the eMSP has mended it\"}");
        assertThat(pair.emsp().got(2, "POST", "cdrs")).hasSize(2);
    }

    @Test
    @DisplayName("a CDR without agreement is refused with 2001, kept as refused, and sent to nobody")
    void withoutAgreement() {
        Pair pair = new Pair(connected("CPO"), connected("EMSP"));
        pair.cpo().postCdr(cdr(pair)).send().refused(200, 2001);
        assertThat(cdrs(pair, "REFUSED", 1))
                .extracting(c -> c.path("refusal").asString())
                .containsExactly("NO_AGREEMENT");
        assertThat(pair.emsp().got("POST", "cdrs")).isEmpty();
        assertThat(hub.list("/cdrs?party=" + pair.cpo().party().star())).isEmpty();
    }
}
