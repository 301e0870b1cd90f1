package org.roaminghub.connector.ocpp.inbound;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpp.wire.Version;

/**
 * OCPP-S at {@code /ocpp/soap/1.5} and {@code /ocpp/soap/1.6}. Nothing but POSTs of SOAP 1.2 of bounded size gets as far as CXF: no
 * descriptions, no attachments.
 */
public final class SoapServlet extends CXFNonSpringServlet {

    private static final long serialVersionUID = 1L;

    public static final String PATH = "/ocpp/soap";

    private static final List<Version> VERSIONS = List.of(Version.V1_5S, Version.V1_6S);

    private static final String MEDIA = "application/soap+xml";
    /** The longest that stations say is a transaction's end with all its readings. */
    private static final int MAX_BODY_BYTES = 512 << 10;

    private static final Duration MAX_BODY_TIME = Duration.ofSeconds(20);
    private static final int MAX_DEPTH = 20;
    private static final int MAX_CHILDREN = 10_000;
    private static final int MAX_ELEMENTS = 50_000;
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_ATTRIBUTE_CHARACTERS = 4_096;

    private final transient SoapStations stations;

    public SoapServlet(SoapStations stations) {
        this.stations = stations;
    }

    /** Where stations call the hub. */
    static String url(String publicUrl, Version version) {
        return publicUrl + PATH + place(version);
    }

    private static String place(Version version) {
        return version == Version.V1_5S ? "/1.5" : "/1.6";
    }

    @Override
    protected void loadBus(ServletConfig config) {
        Bus made = BusFactory.newInstance().createBus();
        setBus(made);
        for (Version version : VERSIONS) {
            publish(made, version);
        }
    }

    private void publish(Bus made, Version version) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(made);
        factory.setServiceBean(new SoapPort(stations, version));
        factory.setAddress(place(version));
        factory.getInInterceptors().add(new SoapHeaders(version));
        SoapReply reply = new SoapReply(version);
        factory.getOutInterceptors().add(reply);
        factory.getOutFaultInterceptors().add(reply);
        FaultListener quiet = (problem, description, message) -> false;
        factory.setProperties(Map.of(
                FaultListener.class.getName(),
                quiet,
                StaxUtils.MAX_ELEMENT_DEPTH,
                MAX_DEPTH,
                StaxUtils.MAX_CHILD_ELEMENTS,
                MAX_CHILDREN,
                StaxUtils.MAX_ELEMENT_COUNT,
                MAX_ELEMENTS,
                StaxUtils.MAX_ATTRIBUTE_COUNT,
                MAX_ATTRIBUTES,
                StaxUtils.MAX_ATTRIBUTE_SIZE,
                MAX_ATTRIBUTE_CHARACTERS));
        factory.create();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (VERSIONS.stream().noneMatch(version -> place(version).equals(http.getPathInfo()))) {
            answer.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (!http.getMethod().equals("POST")) {
            answer.setHeader("Allow", "POST");
            answer.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String type = String.valueOf(http.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals(MEDIA) || http.getHeader("Content-Encoding") != null) {
            answer.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        byte[] body = body(http);
        if (body == null) {
            answer.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        http.setAttribute(SoapPort.TEXT, body);
        super.service(new Whole(http, body), answer);
        if (http.getAttribute(SoapPort.UNANSWERED) != null && !answer.isCommitted()) {
            answer.reset();
            answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** Null when it is too long, or takes too long. */
    private static byte @Nullable [] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            return null;
        }
        long until = System.nanoTime() + MAX_BODY_TIME.toNanos();
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 << 10];
        InputStream in = request.getInputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > MAX_BODY_BYTES || System.nanoTime() - until > 0) {
                return null;
            }
        }
        return bytes.toByteArray();
    }

    /** A request whose body was read already. */
    private static final class Whole extends HttpServletRequestWrapper {

        private final byte[] body;

        Whole(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            var in = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return in.read();
                }

                @Override
                public int read(byte[] to, int at, int most) {
                    return in.read(to, at, most);
                }

                @Override
                public boolean isFinished() {
                    return in.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("read at once");
                }
            };
        }
    }
}
