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
     * the other half. {@code lowering} says how the caller knows one: its owner by its own id.
     */
    record Writing<T>(String kind, Function<T, String> id, Text<T> text, Function<T, Lowering> lowering) {

        String name(T object) {
            return kind + "/" + id.apply(object);
        }
    }

    interface Text<T> {
        byte[] of(T object, @Nullable Original original, Lowering to);

        /** Whether the original is all there is of an object; else it is put together from several. */
        default boolean isOriginalWhole() {
            return true;
        }
    }

    /** Of things that the hub keeps cut: their original is one part of them. */
    interface CutText<T> extends Text<T> {
        @Override
        default boolean isOriginalWhole() {
            return false;
        }
    }

    /** {@code module} is the last part of the list's address. */
    <T> OcpiResponse page(
            Exchange x,
            Caller caller,
            Dialect dialect,
            String module,
            Query query,
            Listing.Query asked,
            Listing<T> listing,
            Writing<T> writing) {
        List<byte[]> items = items(caller, dialect, module, listing, writing);
        String url = publicUrl + "/ocpi/" + dialect.version() + "/sender/" + module;
        return x.list(items, query.pagingHeaders(url, asked, listing.items().size(), listing.total()));
    }

    /** As {@link #page}, of a list that says itself where its next page starts. */
    <T> OcpiResponse stable(
            Exchange x,
            Caller caller,
            Dialect dialect,
            String module,
            Query query,
            Listing.Query asked,
            Listing<T> listing,
            Writing<T> writing) {
        List<byte[]> items = items(caller, dialect, module, listing, writing);
        String url = publicUrl + "/ocpi/" + dialect.version() + "/sender/" + module;
        return x.list(items, query.pagingHeaders(url, asked, listing));
    }

    /** What the caller's version can't say is left out, and told as a loss. */
    private <T> List<byte[]> items(
            Caller caller, Dialect dialect, String module, Listing<T> listing, Writing<T> writing) {
        List<byte[]> items = new ArrayList<>(listing.items().size());
        Map<String, List<Loss>> lost = new HashMap<>();
        for (Listing.Listed<T> listed : listing.items()) {
            try {
                items.add(bytes(listed, caller, dialect, writing, lost));
            } catch (Unsayable e) {
                LOG.debug("ocpi.left_out module={} owner={} reason=\"{}\"", module, listed.owner(), e.sentence());
                lost.put(
                        writing.name(listed.object()),
                        List.of(new Loss(e.field(), "left out: " + e.sentence(), caller.party())));
            }
        }
        tell(lost);
        return items;
    }

    /** The owner knows it by its own id; Unsayable where the version can't say it. */
    <T> byte[] bytes(Listing.Listed<T> listed, Caller caller, Dialect dialect, Writing<T> writing) {
        Map<String, List<Loss>> lost = new HashMap<>();
        byte[] bytes = bytes(listed, caller, dialect, writing, lost);
        tell(lost);
        return bytes;
    }

    /** Of one object that was written elsewhere; {@code name} as {@code cdr/<uuid>}. */
    void tell(String name, Lowering to, Caller caller) {
        if (!to.isLossless()) {
            tell(Map.of(name, to.losses(caller.party())));
        }
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
        Lowering to = writing.lowering().apply(listed.object());
        if (original != null && writing.text().isOriginalWhole() && original.isOf(Protocol.OCPI, dialect.version())) {
            return dialect.forOthers(original.bytes(), to);
        }
        byte[] bytes = writing.text().of(listed.object(), original, to);
        if (!to.isLossless()) {
            lost.put(writing.name(listed.object()), to.losses(caller.party()));
        }
        return bytes;
    }
}
