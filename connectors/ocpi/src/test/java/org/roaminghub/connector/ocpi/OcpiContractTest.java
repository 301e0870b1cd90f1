package org.roaminghub.connector.ocpi;

import java.util.List;
import java.util.Map;
import org.roaminghub.spi.Connector;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.testkit.ConnectorContract;
import org.roaminghub.testkit.Samples;
import org.roaminghub.testkit.ScriptedPeer;

class OcpiContractTest extends ConnectorContract {

    private final FakeHub hub = new FakeHub();

    @Override
    protected Connector newConnector() {
        return OcpiConnector.create(
                OcpiConnector.Settings.defaults(), () -> hub, () -> hub, Samples.clock(), Samples.ids());
    }

    @Override
    protected PartnerSide partner() {
        return new PartnerSide() {
            @Override
            public KnownPlatform connected(String url) {
                return Partners.connected(url);
            }

            @Override
            public KnownPlatform planned() {
                return hub.planned();
            }

            @Override
            public HandshakeStart willRegister(ScriptedPeer peer) {
                Partners.serveVersions(peer, List.of("2.1.1", "2.2.1"), Partners.details(peer.url()));
                peer.when(
                        r -> r.method().equals("POST") && r.path().endsWith("/credentials"),
                        r -> ScriptedPeer.Answer.json(
                                200, Bodies.ok(Partners.credentials(peer.url(), "token-c", "CPO", "DE", "VOL"))));
                return new HandshakeStart(peer.url() + "/versions", "token-a");
            }

            @Override
            public ScriptedPeer.Answer allows(String reference) {
                return ScriptedPeer.Answer.json(200, Bodies.info("ALLOWED", reference));
            }

            @Override
            public ScriptedPeer.Answer blocks() {
                return ScriptedPeer.Answer.json(200, Bodies.info("BLOCKED", "REF-1"));
            }

            @Override
            public ScriptedPeer.Answer knowsNoSuchToken() {
                return ScriptedPeer.Answer.json(404, Bodies.fails(2004));
            }

            @Override
            public ScriptedPeer.Answer takes() {
                return new ScriptedPeer.Answer.Plain(
                        201,
                        Map.of("Content-Type", "application/json", "Location", "/receiver/cdrs/77"),
                        Bodies.ok("null").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }

            @Override
            public ScriptedPeer.Answer refuses() {
                return ScriptedPeer.Answer.json(200, Bodies.fails(2001));
            }

            @Override
            public Original token() {
                return Bodies.original(Bodies.TOKEN);
            }

            @Override
            public Original tokenChange() {
                return Bodies.original(Bodies.TOKEN_CHANGE);
            }

            @Override
            public Original session() {
                return Bodies.original(Bodies.SESSION);
            }

            @Override
            public Original sessionChange() {
                return Bodies.original(Bodies.SESSION_CHANGE);
            }

            @Override
            public Original cdr() {
                return Bodies.original(Bodies.CDR);
            }

            @Override
            public Original credit() {
                return Bodies.original(Bodies.CREDIT);
            }
        };
    }
}
