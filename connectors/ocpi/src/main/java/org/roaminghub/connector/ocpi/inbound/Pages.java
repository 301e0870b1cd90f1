package org.roaminghub.connector.ocpi.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.vocabulary.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists and objects from the hub's own store: the original where it is of the caller's version, else the neutral record. */
final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final String publicUrl;

    Pages(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** {@code address} is the module's address below the hub's public URL. */
    <T> OcpiResponse page(
            Exchange x,
            Dialect dialect,
            String module,
            Query query,
            Listing.Query asked,
            Listing<T> listing,
            Function<T, byte[]> written) {
        List<byte[]> items = new ArrayList<>(listing.items().size());
        for (Listing.Listed<T> listed : listing.items()) {
            try {
                items.add(bytes(listed, dialect, written));
            } catch (Unsayable e) {
                LOG.warn("ocpi.left_out module={} owner={} reason=\"{}\"", module, listed.owner(), e.sentence());
            }
        }
        String url = publicUrl + "/ocpi/" + dialect.version() + "/sender/" + module;
        return x.list(items, query.pagingHeaders(url, asked, listing.items().size(), listing.total()));
    }

    /** As {@link #page}, of a list that says itself where its next page starts. */
    <T> OcpiResponse stable(
            Exchange x,
            Dialect dialect,
            String module,
            Query query,
            Listing.Query asked,
            Listing<T> listing,
            Function<Listing.Listed<T>, byte[]> written) {
        List<byte[]> items = new ArrayList<>(listing.items().size());
        for (Listing.Listed<T> listed : listing.items()) {
            try {
                items.add(written.apply(listed));
            } catch (Unsayable e) {
                LOG.warn("ocpi.left_out module={} owner={} reason=\"{}\"", module, listed.owner(), e.sentence());
            }
        }
        String url = publicUrl + "/ocpi/" + dialect.version() + "/sender/" + module;
        return x.list(items, query.pagingHeaders(url, asked, listing));
    }

    <T> byte[] bytes(Listing.Listed<T> listed, Dialect dialect, Function<T, byte[]> written) {
        Original original = listed.original();
        return original != null && original.isOf(Protocol.OCPI, dialect.version())
                ? original.bytes()
                : written.apply(listed.object());
    }
}
