package org.roaminghub.connector.ocpi.inbound;

import java.time.Instant;
import java.util.List;
import org.roaminghub.connector.ocpi.mapping.ClientInfoMapping;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.PartyStatus;
import org.roaminghub.spi.inbound.Platforms;
import org.roaminghub.vocabulary.ConnectionStatus;
import org.roaminghub.vocabulary.Refusal;

/**
 * Who can be reached through the hub (OCPI 2.2.1 ch. 14): a configuration module, without routing headers. Every party sees
 * all others, also those that it has no agreement with yet: it tells who is there, not what they do.
 */
final class HubClientInfoModule {

    private final Platforms platforms;
    private final String publicUrl;

    HubClientInfoModule(Platforms platforms) {
        this.platforms = platforms;
        this.publicUrl = platforms.publicUrl();
    }

    /** Base of the endpoint in this version. */
    static String url(String publicUrl, Dialect dialect) {
        return publicUrl + "/ocpi/" + dialect.version() + "/sender/hubclientinfo";
    }

    OcpiResponse sender(Exchange x, Dialect dialect, List<String> tail) {
        if (!tail.isEmpty()) {
            throw Refused.notFound();
        }
        if (!x.method().equals("GET")) {
            throw Refused.wrongMethod("GET");
        }
        if (x.platform().status() == ConnectionStatus.SUSPENDED) {
            throw new Refused(Refusal.NOT_PERMITTED, "The platform is suspended.");
        }
        Query query = Query.of(x.request().query());
        Listing.Query asked = query.paging();
        List<PartyStatus> fitting = platforms.partyStatuses().stream()
                .filter(status -> ClientInfoMapping.canSay(status, dialect.version()))
                .filter(status -> isWithin(asked, WireTime.forWire(status.since())))
                .toList();
        List<byte[]> items = fitting.stream()
                .skip(asked.offset())
                .limit(asked.limit())
                .map(ClientInfoMapping::write)
                .toList();
        return x.list(items, query.pagingHeaders(url(publicUrl, dialect), asked, items.size(), fitting.size()));
    }

    private static boolean isWithin(Listing.Query asked, Instant changed) {
        Instant from = asked.from();
        Instant to = asked.to();
        return (from == null || !changed.isBefore(from)) && (to == null || changed.isBefore(to));
    }
}
