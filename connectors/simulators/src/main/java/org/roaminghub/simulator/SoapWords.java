package org.roaminghub.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.roaminghub.simulator.StationSocket.NoAnswer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a station says by SOAP, made of what it says in 1.6; and what it hears, as 1.6 says it. {@code old}: 1.5. */
record SoapWords(boolean old) {

    private static final String DISALLOW_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final Set<String> NUMBERS =
            Set.of("connectorId", "transactionId", "reservationId", "listVersion", "startPeriod", "limit");
    /** The only list that a simulated station looks into. */
    private static final String PERIODS = "chargingSchedulePeriod";

    /** What 1.5 calls by another name. */
    private static final Map<String, String> OLD_NAMES = Map.of("meterValue", "values", "sampledValue", "value");

    private static final Set<String> OLD_STATES = Set.of("Available", "Faulted", "Unavailable", "Reserved");

    /** {@code id}: of the message. */
    record Said(String id, String action, ObjectNode payload) {}

    String place(String base) {
        return base + (old ? "/1.5" : "/1.6");
    }

    private String namespace(String side) {
        return "urn://Ocpp/" + side + (old ? "/2012/06/" : "/2015/10/");
    }

    String request(String identity, String id, String action, String from, String to, JsonNode payload) {
        String body = inside(old ? older(action, payload) : payload, "");
        return envelope(
                "Cs",
                element("chargeBoxIdentity", text(identity), "c")
                        + element("Action", "/" + action, "a")
                        + element("MessageID", id, "a")
                        + element("From", element("Address", text(from), "a"), "a")
                        + element(
                                "ReplyTo",
                                element("Address", "http://www.w3.org/2005/08/addressing/anonymous", "a"),
                                "a")
                        + element("To", text(to), "a"),
                element(small(action) + "Request", body, "c"));
    }

    String answer(Said to, ObjectNode payload) {
        ObjectNode said = payload.deepCopy();
        if (old && to.action.equals("UnlockConnector")) {
            said.put("status", said.path("status").asString("").equals("Unlocked") ? "Accepted" : "Rejected");
        }
        return envelope(
                "Cp",
                element("RelatesTo", text(to.id), "a"),
                element(small(to.action) + "Response", inside(said, ""), "c"));
    }

    private String envelope(String side, String headers, String body) {
        return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:a=\"http://www.w3.org/2005/08/addressing\""
                + " xmlns:c=\"" + namespace(side) + "\"><s:Header>" + headers + "</s:Header><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static JsonNode older(String action, JsonNode payload) {
        if (!action.equals("StatusNotification")) {
            return payload instanceof ObjectNode object ? object.deepCopy().without("reason") : payload;
        }
        String status = payload.path("status").asString("");
        return OLD_STATES.contains(status) ? payload : ((ObjectNode) payload.deepCopy()).put("status", "Occupied");
    }

    private String inside(JsonNode node, String name) {
        if (old && name.equals("sampledValue")) {
            return text(node.path("value").asString(""));
        }
        if (!(node instanceof ObjectNode)) {
            return text(node.asString(""));
        }
        StringBuilder xml = new StringBuilder();
        node.properties().forEach(field -> {
            String called = old ? OLD_NAMES.getOrDefault(field.getKey(), field.getKey()) : field.getKey();
            if (field.getValue() instanceof ArrayNode list) {
                list.values().forEach(one -> xml.append(element(called, inside(one, field.getKey()), "c")));
            } else {
                xml.append(element(called, inside(field.getValue(), field.getKey()), "c"));
            }
        });
        return xml.toString();
    }

    private static String element(String name, String inside, String prefix) {
        return "<" + prefix + ":" + name + ">" + inside + "</" + prefix + ":" + name + ">";
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String small(String action) {
        return action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1);
    }

    // --- what it hears

    /** Throws NoAnswer for what is no SOAP. */
    Said read(byte[] envelope) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(DISALLOW_DOCTYPE, true);
            Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(envelope));
            Element body =
                    (Element) document.getElementsByTagNameNS("*", "Body").item(0);
            Element said = body == null ? null : child(body);
            if (said == null) {
                throw new NoAnswer("an envelope without anything inside");
            }
            Node id = document.getElementsByTagNameNS("*", "MessageID").item(0);
            String action = said.getLocalName().replaceFirst("(Request|Response)$", "");
            return new Said(
                    id == null ? "" : id.getTextContent(),
                    action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1),
                    tree(said));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new NoAnswer("no XML");
        }
    }

    private static @org.jspecify.annotations.Nullable Element child(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                return element;
            }
        }
        return null;
    }

    private static ObjectNode tree(Element parent) {
        ObjectNode tree = Wire.object();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                String name = element.getLocalName();
                String text = element.getTextContent().strip();
                if (name.equals(PERIODS)) {
                    tree.withArray(name).add(tree(element));
                } else if (child(element) != null) {
                    tree.set(name, tree(element));
                } else if (NUMBERS.contains(name) && text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
                    tree.put(name, new BigDecimal(text));
                } else {
                    tree.put(name, text);
                }
            }
        }
        return tree;
    }
}
