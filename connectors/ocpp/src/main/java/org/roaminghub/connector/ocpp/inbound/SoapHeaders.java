package org.roaminghub.connector.ocpp.inbound;

import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.binding.soap.interceptor.MustUnderstandInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.Phase;
import org.roaminghub.connector.ocpp.wire.ErrorCode;
import org.roaminghub.connector.ocpp.wire.SoapNames;
import org.roaminghub.connector.ocpp.wire.Version;

/** Understands the headers that must be, or refuses: before anything is done. CXF by itself looks at them when all is done. */
final class SoapHeaders extends AbstractSoapInterceptor {

    private final Version version;

    SoapHeaders(Version version) {
        super(Phase.PRE_PROTOCOL);
        addBefore(MustUnderstandInterceptor.class.getName());
        this.version = version;
    }

    @Override
    public void handleMessage(SoapMessage request) {
        for (Header header : request.getHeaders()) {
            if (header instanceof SoapHeader said && said.isMustUnderstand()) {
                if (!isKnown(said)) {
                    throw SoapPort.fault(
                            version, SoapAnswer.fault(ErrorCode.PROTOCOL, "A header must be understood and is not."));
                }
                said.setMustUnderstand(false);
            }
        }
    }

    private static boolean isKnown(Header header) {
        return header.getName().getNamespaceURI().equals(SoapNames.ADDRESSING)
                || header.getName().getLocalPart().equalsIgnoreCase(SoapNames.IDENTITY);
    }
}
