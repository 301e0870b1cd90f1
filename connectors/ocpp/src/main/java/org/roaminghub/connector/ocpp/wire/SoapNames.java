package org.roaminghub.connector.ocpp.wire;

import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Namespaces, headers and element names of OCPP by SOAP (OCPP-S 1.5 and 1.6; WS-Addressing 1.0). */
public final class SoapNames {

    public static final String ENVELOPE = "http://www.w3.org/2003/05/soap-envelope";
    public static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    public static final String ANONYMOUS = ADDRESSING + "/anonymous";
    public static final String IDENTITY = "chargeBoxIdentity";

    private static final String REQUEST = "Request";
    private static final String RESPONSE = "Response";

    private SoapNames() {}

    /** Of what stations call. */
    public static String centralSystem(Version version) {
        return "urn://Ocpp/Cs/" + dated(version);
    }

    /** Of what the hub calls. */
    public static String chargePoint(Version version) {
        return "urn://Ocpp/Cp/" + dated(version);
    }

    private static String dated(Version version) {
        return switch (version) {
            case V1_5S -> "2012/06/";
            case V1_6S -> "2015/10/";
            case V1_6, V2_0_1, V2_1 -> throw new IllegalArgumentException(version + " is not spoken by SOAP");
        };
    }

    public static String request(String action) {
        return small(action) + REQUEST;
    }

    public static String response(String action) {
        return small(action) + RESPONSE;
    }

    private static String small(String action) {
        return action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1);
    }

    /** Which action an element of a body asks for; empty: none. */
    public static Optional<String> action(String element) {
        return element.endsWith(REQUEST) && element.length() > REQUEST.length()
                ? Optional.of(element.substring(0, 1).toUpperCase(Locale.ROOT)
                        + element.substring(1, element.length() - REQUEST.length()))
                : Optional.empty();
    }

    /** As in the header Action; 1.5 and 1.6 write the name behind a slash. */
    public static String header(String action) {
        return "/" + action;
    }

    /** The next element among a node and those behind it. */
    static Optional<Element> element(Node from) {
        for (Node node = from; node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** The first child element; with its namespace and name, whatever their case is, where they are given. */
    public static Optional<Element> child(Node parent, String namespace, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && namespace.equals(element.getNamespaceURI())
                    && name.equals(element.getLocalName())) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    public static Optional<Element> firstChild(Node parent) {
        return element(parent.getFirstChild());
    }
}
