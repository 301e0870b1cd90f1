package org.roaminghub.connector.ocpi.outbound;

import java.util.Optional;
import org.roaminghub.connector.ocpi.mapping.ClientInfoMapping;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.PartnerConnection;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.spi.outbound.DirectoryLink;
import org.roaminghub.vocabulary.Ids;

/** PUT of ClientInfo to partners that offer the Receiver interface (OCPI 2.2.1 ch. 14). */
public final class DirectoryOverOcpi implements DirectoryLink {

    private final PartnerClient client;
    private final Ids ids;

    public DirectoryOverOcpi(PartnerClient client, Ids ids) {
        this.client = client;
        this.ids = ids;
    }

    @Override
    public Told tell(KnownPlatform platform, PartyStatus status) {
        PartnerConnection connection = platform.connection();
        Optional<String> endpoint = connection == null
                ? Optional.empty()
                : connection.findUrl("hubclientinfo", "RECEIVER").filter(url -> Encoding.isRouted(connection));
        if (connection == null || endpoint.isEmpty() || !ClientInfoMapping.canSay(status, connection.version())) {
            return Told.NOT_WANTED;
        }
        Reply reply = client.call(new Request(
                platform.platform(),
                "PUT",
                PartnerUrl.join(
                        endpoint.get(), status.party().country(), status.party().party()),
                connection.credential(),
                Encoding.isBase64(connection),
                null,
                null,
                ids.random().toString(),
                ClientInfoMapping.write(status),
                Discovery.DEADLINE));
        return reply instanceof Reply.Answered answered && answered.isSuccess() ? Told.TAKEN : Told.FAILED;
    }
}
