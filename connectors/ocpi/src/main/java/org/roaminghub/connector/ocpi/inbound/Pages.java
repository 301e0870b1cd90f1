package org.roaminghub.connector.ocpi.inbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.mapping.Dialect;
import org.roaminghub.connector.ocpi.mapping.Lowering;
import org.roaminghub.connector.ocpi.mapping.Unsayable;
import org.roaminghub.spi.Caller;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.spi.inbound.Losses;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists and objects from the hub's own store: the original where it is of the caller's version, else the neutral record. */
final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final String publicUrl;
    private final Losses losses;

    Pages(String publicUrl, Losses losses) {
        this.publicUrl = publicUrl;
        this.losses = losses;
    }

    /**
     * How objects of one kind are written. {@code kind} is the first half of their name in the hub, as {@code cdr}, {@code id}
     * the other half.
     */
    record Writing<T>(String kind, Function<T, String> id, Text<T> text) {}

    interface Text<T> {
        byte[] of(T object, @Nullable Original original, Lowering to);
    }

    /** {@code address} is the module's address below the hub's public URL. */
    <T> OcpiResponse page(
            Exchange x,
            Caller caller,
            Dialect dialect,
            String module,
            Query query,
            Listing.Query asked,
            Listing<T> listing,
            Writing<T> writing) {
        List<byte[]> items = new ArrayList<>(listing.items().size());
        Map<String, List<Loss>> lost = new HashMap<>();
        for (Listing.Listed<T> listed : listing.items()) {
            try {
                items.add(bytes(listed, caller, dialect, writing, lost));
            } catch (Unsayable e) {
                LOG.debug("ocpi.left_out module={} owner={} reason=\"{}\"", module, listed.owner(), e.sentence());
                lost.put(
                        writing.kind() + "/" + writing.id().apply(listed.object()),
                        List.of(new Loss(e.field(), "left out: " + e.sentence(), caller.party())));
            }
        }
        tell(lost);
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

    /** The owner knows it by its own id; Unsayable where the version can't say it. */
    <T> byte[] bytes(Listing.Listed<T> listed, Caller caller, Dialect dialect, Writing<T> writing) {
        Map<String, List<Loss>> lost = new HashMap<>();
        byte[] bytes = bytes(listed, caller, dialect, writing, lost);
        tell(lost);
        return bytes;
    }

    private void tell(Map<String, List<Loss>> lost) {
        if (!lost.isEmpty()) {
            losses.pulled(lost);
        }
    }

    private static <T> byte[] bytes(
            Listing.Listed<T> listed,
            Caller caller,
            Dialect dialect,
            Writing<T> writing,
            Map<String, List<Loss>> lost) {
        Original original = listed.original();
        String id = writing.id().apply(listed.object());
        Lowering to = Lowering.as(caller.party().equals(listed.owner()) ? null : id);
        if (original != null && original.isOf(Protocol.OCPI, dialect.version())) {
            return dialect.forOthers(original.bytes(), to);
        }
        byte[] bytes = writing.text().of(listed.object(), original, to);
        if (!to.isLossless()) {
            lost.put(writing.kind() + "/" + id, to.losses(caller.party()));
        }
        return bytes;
    }
}
