package org.roaminghub.connector.ocpp.inbound;

import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.phase.Phase;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.SoapNames;
import org.roaminghub.connector.ocpp.wire.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * Says in the headers of an answer which request it is to (WS-Addressing 1.0 §3.4), and in a fault nothing but what is in our own
 * words: texts of the XML reader repeat what they read.
 */
final class SoapReply extends AbstractSoapInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(SoapReply.class);

    private static final String FAULT = SoapNames.ADDRESSING + "/fault";

    private final Version version;

    SoapReply(Version version) {
        super(Phase.PRE_PROTOCOL);
        this.version = version;
    }

    @Override
    public void handleMessage(SoapMessage answer) {
        Exception problem = answer.getContent(Exception.class);
        if (problem != null && !(problem instanceof SoapFault own && own.getSubCodes() != null)) {
            answer.setContent(Exception.class, SoapPort.fault(version, inOwnWords(answer, problem)));
        }
        if (!(answer.getExchange().getInMessage() instanceof SoapMessage request)) {
            return;
        }
        String action = SoapPort.header(request, "Action").orElse("");
        add(answer, "Action", problem != null ? FAULT : action + "Response");
        SoapPort.header(request, "MessageID").ifPresent(id -> add(answer, "RelatesTo", id));
    }

    private static SoapAnswer.Fault inOwnWords(SoapMessage answer, Exception problem) {
        if (!answer.getExchange().containsKey(SoapPort.TAKEN)) {
            return SoapAnswer.fault(ErrorCode.FORMAT, "This is no SOAP 1.2 that could be read.");
        }
        LOG.error("ocpp=not_answered problem={}", problem.getClass().getName());
        LOG.debug("ocpp=not_answered", problem);
        return SoapAnswer.fault(ErrorCode.INTERNAL, "The hub could not answer it.");
    }

    private static void add(SoapMessage answer, String name, String text) {
        Element element = DOMUtils.createDocument().createElementNS(SoapNames.ADDRESSING, "wsa:" + name);
        element.setTextContent(text);
        answer.getHeaders().add(new Header(new javax.xml.namespace.QName(SoapNames.ADDRESSING, name), element));
    }
}
