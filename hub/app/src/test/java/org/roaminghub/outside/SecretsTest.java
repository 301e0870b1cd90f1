package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What was said in confidence is in no table and in no log line. */
class SecretsTest extends OutsideTest {

    private final Map<String, String> personal = new LinkedHashMap<>();
    private final Map<String, String> credentials = new LinkedHashMap<>();

    private String secret(String name, String value) {
        personal.put(name, value);
        return value;
    }

    /** A card of which everything is worth looking for. */
    private ObjectNode card(Partner emsp, String name) {
        ObjectNode card = emsp.card("NEVER");
        secret(name + " uid", card.path("uid").asString());
        // Spelled with separators by some and without by others: what stands between them is the same.
        secret(name + " contract", card.path("contract_id").asString().substring(6));
        card.put("visual_number", secret(name + " visual number", Messages.unique("VIS")));
        card.put("group_id", secret(name + " group", Messages.unique("GRP")));
        card.put("x_note", secret(name + " note", Messages.unique("NOTE")));
        return card;
    }

    private void remember(Partner partner) {
        credentials.put("token A of " + partner.party().star(), partner.registrationToken);
        credentials.put("token B of " + partner.party().star(), partner.ours);
        credentials.put("token C of " + partner.party().star(), partner.theirs);
    }

    /** A charger at somebody's home. */
    private void home(Partner cpo) {
        ObjectNode home = Messages.location(cpo.party(), Messages.unique("L"))
                .put("publish", false)
                .put("address", secret("home address", Messages.unique("HOME")))
                .put("x_note", secret("home note", Messages.unique("HNOTE")));
        home.putArray("publish_allowed_to").addObject().put("uid", secret("uid of a home", Messages.uid()));
        ObjectNode evse = (ObjectNode) home.path("evses").path(0);
        evse.put("physical_reference", secret("bell of a home", Messages.unique("B")));
        cpo.putLocation(home).send().ok();
        String id = home.path("id").asString();
        cpo.place("PATCH", id, id + "-1")
                .body(Messages.status("CHARGING", 1))
                .send()
                .ok();
        cpo.place("PATCH", id)
                .body(Messages.json("{\"city\": \"%s\", \"last_updated\": \"%s\"}"
                        .formatted(secret("city of a home", Messages.unique("TOWN")), Messages.hoursAgo(1))))
                .send()
                .ok();
    }

    private void scenario() {
        Pair pair = pair();
        Partner cpo = pair.cpo();
        Partner emsp = pair.emsp();
        remember(cpo);
        remember(emsp);
        credentials.put("token of the administrator", LiveHub.ADMIN_TOKEN);
        ObjectNode card = card(emsp, "card");
        emsp.putToken(card).send().ok();
        emsp.putToken(card).to(cpo.party()).send().ok();
        ObjectNode blocked =
                card(emsp, "blocked card").put("whitelist", "ALWAYS").put("valid", false);
        emsp.putToken(blocked).send().ok();
        String reference = secret(
                "reference",
                cpo.authorize(card.path("uid").asString())
                        .send()
                        .ok()
                        .data()
                        .path("authorization_reference")
                        .asString());
        cpo.authorize(blocked.path("uid").asString()).send().ok();
        cpo.authorize(secret("unknown uid", Messages.uid())).send().refused(404, 2004);

        ObjectNode session = Messages.session(cpo.party(), card, Messages.unique("S"))
                .put("authorization_reference", reference)
                .put("x_note", secret("session note", Messages.unique("SNOTE")));
        cpo.putSession(session).send().ok();
        cpo.patchSession(
                        session.path("id").asString(),
                        Messages.json("{\"kwh\": 3, \"x_note\": \"%s\", \"last_updated\": \"%s\"}"
                                .formatted(secret("change note", Messages.unique("CNOTE")), Messages.hoursAgo(1))))
                .send()
                .ok();
        ObjectNode cdr = Messages.cdr(cpo.party(), card, Messages.unique("C"))
                .put("authorization_reference", reference)
                .put("remark", secret("remark", Messages.unique("REM")));
        cpo.postCdr(cdr).send().ok();
        cpo.postCdr(cdr.deepCopy().put("total_energy", 12)).send().refused(200, 2001);
        cpo.postCdr(Messages.cdr(cpo.party(), card(emsp, "third card"), Messages.unique("C"))
                        .put("total_energy", -4)
                        .put("authorization_reference", secret("reference of the CPO", Messages.unique("CREF"))))
                .send()
                .orderly();
        emsp.down();
        cpo.postCdr(Messages.cdr(cpo.party(), card(emsp, "fourth card"), Messages.unique("C")))
                .send()
                .ok();
        cpo.authorize(card.path("uid").asString()).send().refused(200, 4000);
        emsp.back();
        home(cpo);
        wrongOnes(pair, card);
        for (String list :
                List.of("/tokens", "/sessions", "/cdrs", "/authorizations", "/deliveries", "/locations", "/history")) {
            hub.list(list + "?party=" + cpo.party().star());
        }
    }

    /** What goes wrong is what gets logged. */
    private void wrongOnes(Pair pair, ObjectNode card) {
        String uid = card.path("uid").asString();
        pair.cpo()
                .ask("POST", "cdrs/RECEIVER")
                .body("{\"uid\": \"" + uid + "\", ")
                .send()
                .refused(400, 2001);
        ObjectNode wrong =
                Messages.cdr(pair.cpo().party(), card, Messages.unique("C")).put("total_energy", uid);
        pair.cpo().postCdr(wrong).send().refused(200, 2001);
        pair.emsp()
                .putToken(card)
                .body(card.deepCopy().put("uid", uid + "X"))
                .send()
                .refused(200, 2001);
        pair.cpo().ask("GET", "tokens/RECEIVER", "NL", uid, uid).send().orderly();
        pair.cpo().authorize(uid + uid + uid).send().refused(200, 2001);
        pair.cpo()
                .ask("GET", "tokens/SENDER")
                .query("type=" + uid)
                .with("X-Correlation-ID", uid)
                .send()
                .orderly();
        pair.cpo()
                .authorize(uid)
                .with("X-Request-ID", uid)
                .with("X-Correlation-ID", "card-" + uid)
                .send()
                .orderly();
        pair.cpo().get(hub.versionsUrl(), pair.cpo().theirs + "x").refused(401, 2000);
    }

    /** As they could be hidden: in clear, as bytes in hex, or in Base64. */
    private static List<String> forms(String secret) {
        byte[] bytes = Http.utf8(secret);
        return List.of(
                secret.toLowerCase(Locale.ROOT),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().formatHex(Http.utf8(secret.toLowerCase(Locale.ROOT))),
                Base64.getEncoder().encodeToString(bytes).toLowerCase(Locale.ROOT));
    }

    private static void isAbsent(String where, String text, Map<String, String> secrets) {
        String lower = text.toLowerCase(Locale.ROOT);
        secrets.forEach((name, secret) -> forms(secret)
                .forEach(form -> assertThat(lower.contains(form))
                        .as(name + " in " + where)
                        .isFalse()));
    }

    @Test
    @DisplayName("no uid, contract, visual number, reference, note or credential in any table or log line")
    void nothingInClear() throws IOException, SQLException {
        scenario();
        isAbsent("the log", hub.printed(), personal);
        isAbsent("the log", hub.printed(), credentials);
        assertThat(hub.printed()).contains("cdr.accepted");
        int rows = 0;
        for (String table : tables()) {
            rows += search(table);
        }
        assertThat(rows).isGreaterThan(100);
        assertThat(personal).hasSizeGreaterThan(20);
    }

    private Connection connect() throws IOException, SQLException {
        Properties kept = new Properties();
        try (Reader file =
                new FileReader(hub.folder.resolve("postgres.properties").toFile(), StandardCharsets.UTF_8)) {
            kept.load(file);
        }
        return DriverManager.getConnection(
                kept.getProperty("url"), kept.getProperty("user"), kept.getProperty("password"));
    }

    /** Of every schema, the database's own statistics too: they keep samples of what is in columns. */
    private List<String> tables() throws IOException, SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select quote_ident(schemaname) || '.' || quote_ident(tablename)"
                                + " from pg_tables where schemaname not in ('information_schema', 'pg_catalog')"
                                + " union select 'pg_catalog.pg_statistic'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        assertThat(tables)
                .contains(
                        "hub.event", "hub.original", "hub.token", "hub.session_live", "hub.cdr_index", "hub.delivery");
        assertThat(tables).anyMatch(table -> table.startsWith("read."));
        return tables;
    }

    /** Rows as text, in which bytea is hex; the bytes themselves once more. */
    private int search(String table) throws IOException, SQLException {
        int count = 0;
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select t::text, t.* from " + table + " t")) {
            while (rows.next()) {
                count++;
                isAbsent(table, rows.getString(1), personal);
                isAbsent(table, rows.getString(1), credentials);
                for (int column = 2; column <= rows.getMetaData().getColumnCount(); column++) {
                    if (rows.getMetaData().getColumnTypeName(column).equals("bytea")) {
                        byte[] bytes = rows.getBytes(column);
                        String raw = bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
                        isAbsent(table + " (bytes)", raw, personal);
                        isAbsent(table + " (bytes)", raw, credentials);
                    }
                }
            }
        }
        return count;
    }
}
