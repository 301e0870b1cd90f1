package org.roaminghub.connector.ocpp.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.staxutils.StaxUtils;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.node.ObjectNode;

/** The hub's calls to stations in SOAP, and what stations answer. */
public final class Envelope {

    private static final String URN = "urn:uuid:";

    private Envelope() {}

    /** {@code from}: where the hub is; {@code to}: where the station is. */
    public static byte[] call(
            Version version, String identity, String id, String action, String from, String to, ObjectNode payload) {
        Document document = DOMUtils.createDocument();
        Element envelope = document.createElementNS(SoapNames.ENVELOPE, "s:Envelope");
        document.appendChild(envelope);
        Element header = child(envelope, SoapNames.ENVELOPE, "s:Header");
        text(header, SoapNames.chargePoint(version), "c:" + SoapNames.IDENTITY, identity);
        addressing(header, "Action", SoapNames.header(action));
        addressing(header, "MessageID", URN + id);
        address(header, "From", from);
        address(header, "ReplyTo", SoapNames.ANONYMOUS);
        addressing(header, "To", to);
        Element body = child(envelope, SoapNames.ENVELOPE, "s:Body");
        XmlTree.write(
                child(body, SoapNames.chargePoint(version), SoapNames.request(action)),
                version == Version.V1_5S ? Edition15.lowered(action, payload) : payload);
        return bytes(document);
    }

    private static Element child(Element parent, String namespace, String name) {
        Element element = parent.getOwnerDocument().createElementNS(namespace, name);
        parent.appendChild(element);
        return element;
    }

    private static void text(Element parent, String namespace, String name, String text) {
        child(parent, namespace, name).setTextContent(text);
    }

    private static void addressing(Element header, String name, String text) {
        text(header, SoapNames.ADDRESSING, "a:" + name, text);
    }

    private static void address(Element header, String name, String address) {
        addressing(child(header, SoapNames.ADDRESSING, "a:" + name), "Address", address);
    }

    private static byte[] bytes(Document document) {
        var out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = StaxUtils.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            StaxUtils.writeDocument(document, writer, true, true);
            writer.close();
            return out.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("no XML", e);
        }
    }

    // --- answers

    /** What a station answered to the call with that id. Whatever is no answer to it is an error of the station. */
    public static Frame answer(Version version, String id, String action, byte[] text) {
        Document document;
        try {
            document = read(text);
        } catch (XMLStreamException | RuntimeException e) {
            return new Frame.Error(id, "FormatViolation", "This is no XML.");
        }
        Element envelope = document.getDocumentElement();
        Element body = envelope == null || !SoapNames.ENVELOPE.equals(envelope.getNamespaceURI())
                ? null
                : SoapNames.child(envelope, SoapNames.ENVELOPE, "Body").orElse(null);
        Element said = body == null ? null : SoapNames.firstChild(body).orElse(null);
        if (said == null || isOfAnother(envelope, id)) {
            return new Frame.Error(id, "ProtocolError", "This is no answer to the call.");
        }
        if (said.getLocalName().equals("Fault")) {
            return fault(id, said);
        }
        if (!said.getLocalName().equals(SoapNames.response(action))) {
            return new Frame.Error(id, "ProtocolError", "This is the answer to another call.");
        }
        ObjectNode tree = XmlTree.read(said);
        return new Frame.Result(id, version == Version.V1_5S ? Edition15.liftedAnswer(action, tree) : tree);
    }

    private static Document read(byte[] text) throws XMLStreamException {
        XMLStreamReader reader = StaxUtils.createXMLStreamReader(new ByteArrayInputStream(text));
        try {
            if (reader.nextTag() != XMLStreamReader.START_ELEMENT) {
                throw new XMLStreamException("no element");
            }
            return StaxUtils.read(reader);
        } finally {
            reader.close();
        }
    }

    /** Some stations leave RelatesTo out. */
    private static boolean isOfAnother(@Nullable Element envelope, String id) {
        return Optional.ofNullable(envelope)
                .flatMap(e -> SoapNames.child(e, SoapNames.ENVELOPE, "Header"))
                .flatMap(header -> SoapNames.child(header, SoapNames.ADDRESSING, "RelatesTo"))
                .map(relates -> relates.getTextContent().strip())
                .filter(relates -> !relates.isEmpty() && !relates.endsWith(id))
                .isPresent();
    }

    /** By its innermost code: what is in it says more than Sender or Receiver. */
    private static Frame fault(String id, Element fault) {
        Element code = SoapNames.child(fault, SoapNames.ENVELOPE, "Code").orElse(null);
        String word = "GenericError";
        while (code != null) {
            word = SoapNames.child(code, SoapNames.ENVELOPE, "Value")
                    .map(value -> value.getTextContent().strip().replaceFirst("^.*:", ""))
                    .orElse(word);
            code = SoapNames.child(code, SoapNames.ENVELOPE, "Subcode").orElse(null);
        }
        String why = SoapNames.child(fault, SoapNames.ENVELOPE, "Reason")
                .map(reason -> reason.getTextContent().strip())
                .orElse("");
        return new Frame.Error(id, word.equals("ActionNotSupported") ? "NotSupported" : word, why);
    }
}
