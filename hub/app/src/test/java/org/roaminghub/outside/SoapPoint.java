package org.roaminghub.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.roaminghub.testkit.ScriptedPeer;
import org.roaminghub.testkit.ScriptedPeer.Received;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** A charging station that speaks by SOAP, in envelopes written by hand, and listens on a port of its own. */
final class SoapPoint implements AutoCloseable {

    static final String MEDIA = "application/soap+xml; charset=utf-8";

    final LiveHub hub;
    /** What it was entered as. */
    final ChargePoint entered;

    final boolean old;
    /** Where the hub calls it. */
    final ScriptedPeer own = new ScriptedPeer();

    private SoapPoint(LiveHub hub, ChargePoint entered, boolean old) {
        this.hub = hub;
        this.entered = entered;
        this.old = old;
    }

    /** {@code version}: 1.5S or 1.6S; {@code more} as in its entry. */
    static SoapPoint planned(LiveHub hub, String version, String more) {
        ChargePoint entered = ChargePoint.planned(hub, version, "\"ocpp\": \"" + version + "\", " + more);
        return new SoapPoint(hub, entered, version.equals("1.5S"));
    }

    static SoapPoint booted(LiveHub hub, String version) {
        SoapPoint station = planned(hub, version, "\"security_profile\": 0");
        assertThat(station.boot()).contains("Accepted");
        return station;
    }

    String url() {
        return hub.url() + "/ocpp/soap/" + (old ? "1.5" : "1.6");
    }

    String namespace(String side) {
        return "urn://Ocpp/" + side + (old ? "/2012/06/" : "/2015/10/");
    }

    // --- what it says

    /** {@code body} is the inside of the request. */
    String envelope(String action, String body) {
        return envelope(headers(action, UUID.randomUUID().toString(), own.url() + "/station"), action, body);
    }

    String headers(String action, String id, @Nullable String from) {
        return "<cs:chargeBoxIdentity se:mustUnderstand=\"true\">" + entered.id + "</cs:chargeBoxIdentity>"
                + "<wsa:Action se:mustUnderstand=\"true\">/" + action + "</wsa:Action><wsa:MessageID>" + id
                + "</wsa:MessageID>"
                + (from == null ? "" : "<wsa:From><wsa:Address>" + from + "</wsa:Address></wsa:From>")
                + "<wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address></wsa:ReplyTo>"
                + "<wsa:To>" + url() + "</wsa:To>";
    }

    String envelope(String headers, String action, String body) {
        String element = action.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + action.substring(1) + "Request";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<se:Envelope xmlns:se=\"http://www.w3.org/2003/05/soap-envelope\""
                + " xmlns:wsa=\"http://www.w3.org/2005/08/addressing\" xmlns:cs=\"" + namespace("Cs") + "\"><se:Header>"
                + headers + "</se:Header><se:Body><cs:" + element + ">" + body + "</cs:" + element
                + "></se:Body></se:Envelope>";
    }

    Answer post(String envelope, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = MEDIA;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return Http.call("POST", url(), Http.utf8(envelope), all);
    }

    /** The text of the answer, which is none of errors. */
    String call(String action, String body) {
        Answer answer = post(envelope(action, body));
        assertThat(answer.http()).as(answer::said).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/soap+xml");
        assertThat(one(answer.text(), "RelatesTo")).isNotEmpty();
        return answer.text();
    }

    String boot() {
        return call(
                "BootNotification",
                "<cs:chargePointVendor>Maker</cs:chargePointVendor><cs:chargePointModel>Post</cs:chargePointModel>");
    }

    static String start(int connector, String tag, int meter, String at) {
        return "<cs:connectorId>" + connector + "</cs:connectorId><cs:idTag>" + tag + "</cs:idTag><cs:timestamp>" + at
                + "</cs:timestamp><cs:meterStart>" + meter + "</cs:meterStart>";
    }

    static String stop(String transaction, int meter, String at, String more) {
        return "<cs:transactionId>" + transaction + "</cs:transactionId><cs:timestamp>" + at
                + "</cs:timestamp><cs:meterStop>" + meter + "</cs:meterStop>" + more;
    }

    void status(int connector, String status) {
        call(
                "StatusNotification",
                "<cs:connectorId>" + connector + "</cs:connectorId><cs:status>" + status
                        + "</cs:status><cs:errorCode>NoError</cs:errorCode>");
    }

    // --- what it is told

    /** Answers the hub's calls of that action; {@code cp} is the prefix of its namespace. */
    SoapPoint answers(String action, String element, String inside) {
        own.when(
                r -> r.text().contains(">/" + action + "<"),
                r -> envelope(200, "<cp:" + element + ">" + inside + "</cp:" + element + ">", relation(r)));
        return this;
    }

    SoapPoint accepts(String action) {
        String small = action.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + action.substring(1);
        return answers(action, small + "Response", "<cp:status>Accepted</cp:status>");
    }

    private static String relation(Received call) {
        return one(call.text(), "MessageID");
    }

    ScriptedPeer.Answer envelope(int http, String body, String relatesTo) {
        String text = "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:cp=\"" + namespace("Cp")
                + "\" xmlns:wsa=\"http://www.w3.org/2005/08/addressing\"><e:Header><wsa:RelatesTo>" + relatesTo
                + "</wsa:RelatesTo></e:Header><e:Body>" + body + "</e:Body></e:Envelope>";
        return new ScriptedPeer.Answer.Plain(http, Map.of("Content-Type", MEDIA), Http.utf8(text));
    }

    /** The hub's n-th call of that action. */
    String got(int count, String action) {
        return LiveHub.until(
                        () -> own.received().stream()
                                .map(Received::text)
                                .filter(text -> text.contains(">/" + action + "<"))
                                .toList(),
                        calls -> calls.size() >= count)
                .get(count - 1);
    }

    // --- reading XML

    static Document read(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(Http.utf8(xml)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("no XML: " + xml, e);
        }
    }

    /** The text of the first element of that name; empty when there is none. */
    static String one(String xml, String name) {
        var found = read(xml).getElementsByTagNameNS("*", name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    @Override
    public void close() {
        own.close();
    }
}
