package org.roaminghub.connector.ocpp.inbound;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.soap.SOAPBinding;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.headers.Header;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Edition15;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.SoapNames;
import org.roaminghub.connector.ocpp.wire.Version;
import org.roaminghub.connector.ocpp.wire.XmlTree;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.node.ObjectNode;

/** The central system's service of one version (OCPP-S 1.5, 1.6): from an envelope to a request and back. */
@WebServiceProvider
@ServiceMode(Service.Mode.PAYLOAD)
@BindingType(SOAPBinding.SOAP12HTTP_BINDING)
public final class SoapPort implements Provider<Source> {

    static final String TEXT = "ocpp.soap.text";
    /** In an exchange: the request could be read. */
    static final String TAKEN = "ocpp.soap.taken";

    static final String UNANSWERED = "ocpp.soap.unanswered";
    private static final byte[] NO_TEXT = new byte[0];

    private final SoapStations stations;
    private final Version version;

    SoapPort(SoapStations stations, Version version) {
        this.stations = stations;
        this.version = version;
    }

    @Override
    public @Nullable Source invoke(@Nullable Source body) {
        SoapMessage message = (SoapMessage) PhaseInterceptorChain.getCurrentMessage();
        message.getExchange().put(TAKEN, true);
        return switch (answer(message, body)) {
            case SoapAnswer.Said said -> source(said);
            case SoapAnswer.Fault fault -> throw thrown(message, fault);
            case SoapAnswer.Nothing nothing -> {
                request(message).setAttribute(UNANSWERED, true);
                yield null;
            }
        };
    }

    private SoapAnswer answer(SoapMessage message, @Nullable Source body) {
        Element said;
        try {
            Document document = body == null ? null : StaxUtils.read(body);
            said = document == null ? null : document.getDocumentElement();
        } catch (XMLStreamException e) {
            return broken("The body can't be read.");
        }
        String action = said == null || !SoapNames.centralSystem(version).equals(said.getNamespaceURI())
                ? null
                : SoapNames.action(said.getLocalName()).orElse(null);
        if (said == null || action == null) {
            return broken("The body is no request of OCPP " + version.number() + ".");
        }
        String announced = header(message, "Action").orElse("");
        if (!announced.isEmpty() && !announced.equals(action) && !announced.equals(SoapNames.header(action))) {
            return broken("The Action and the body are not the same.");
        }
        String identity = identity(message).orElse("");
        if (identity.isEmpty() || identity.length() > Gateway.MAX_IDENTITY) {
            return SoapAnswer.fault(
                    SoapAnswer.Side.SENDER, "IdentityMismatch", "The header chargeBoxIdentity says who it is.");
        }
        ObjectNode tree = XmlTree.read(said);
        HttpServletRequest http = request(message);
        try {
            return stations.take(new SoapStations.Request(
                    version,
                    identity,
                    header(message, "From").orElse(null),
                    http.getRemoteAddr(),
                    http.getHeader("Authorization"),
                    action,
                    version == Version.V1_5S ? Edition15.lifted(action, tree) : tree,
                    http.getAttribute(TEXT) instanceof byte[] text ? text : NO_TEXT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SoapAnswer.Nothing();
        }
    }

    private static SoapAnswer broken(String why) {
        return SoapAnswer.fault(ErrorCode.PROTOCOL, why);
    }

    private static HttpServletRequest request(SoapMessage message) {
        return (HttpServletRequest)
                Objects.requireNonNull(message.get(AbstractHTTPDestination.HTTP_REQUEST), "by a servlet");
    }

    /** Stations write its first letter as they like. */
    private static Optional<String> identity(SoapMessage message) {
        return message.getHeaders().stream()
                .filter(header -> header.getName().getLocalPart().equalsIgnoreCase(SoapNames.IDENTITY))
                .findFirst()
                .flatMap(SoapPort::text);
    }

    /** Of WS-Addressing; of an endpoint its address. */
    static Optional<String> header(SoapMessage message, String name) {
        return Optional.ofNullable(message.getHeader(new QName(SoapNames.ADDRESSING, name)))
                .flatMap(SoapPort::text);
    }

    private static Optional<String> text(Header header) {
        return header.getObject() instanceof Element element
                ? Optional.of(SoapNames.child(element, SoapNames.ADDRESSING, "Address")
                        .orElse(element)
                        .getTextContent()
                        .strip())
                : Optional.empty();
    }

    private Source source(SoapAnswer.Said said) {
        Document document = DOMUtils.createDocument();
        Element root = document.createElementNS(SoapNames.centralSystem(version), SoapNames.response(said.action()));
        document.appendChild(root);
        XmlTree.write(root, said.payload());
        return new DOMSource(document);
    }

    private SoapFault thrown(SoapMessage message, SoapAnswer.Fault fault) {
        if (fault.status() == HttpServletResponse.SC_UNAUTHORIZED
                && message.get(AbstractHTTPDestination.HTTP_RESPONSE) instanceof HttpServletResponse response) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"ocpp\"");
        }
        return fault(version, fault);
    }

    static SoapFault fault(Version version, SoapAnswer.Fault fault) {
        SoapFault thrown = new SoapFault(fault.why(), new QName(SoapNames.ENVELOPE, fault.side().word));
        thrown.addSubCode(new QName(SoapNames.centralSystem(version), fault.subcode()));
        thrown.setStatusCode(fault.status());
        thrown.setLang(Locale.ENGLISH.getLanguage());
        return thrown;
    }
}
