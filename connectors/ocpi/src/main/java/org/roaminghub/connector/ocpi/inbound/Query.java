package org.roaminghub.connector.ocpi.inbound;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.outbound.PartnerUrl;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.inbound.Listing;
import org.roaminghub.vocabulary.Refusal;

/** The query of a request, and paging by it (OCPI 2.2.1 ch. 4, pagination). */
final class Query {

    /** Objects on one page. */
    static final int MAX_LIMIT = 1000;

    /** Ours: where the page before ended, in the order of creation. Only the hub's own links have it. */
    private static final String AFTER = "after";

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_PARAMETERS = 50;

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    static Query of(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return new Query(Map.of());
        }
        if (raw.length() > MAX_LENGTH) {
            throw Refused.badRequest("The query is longer than " + MAX_LENGTH + " characters.");
        }
        Map<String, String> values = new HashMap<>();
        int start = 0;
        while (start <= raw.length()) {
            int end = raw.indexOf('&', start);
            String pair = raw.substring(start, end < 0 ? raw.length() : end);
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = PathText.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
                values.putIfAbsent(name, equals < 0 ? "" : PathText.decodeQuery(pair.substring(equals + 1)));
            }
            if (values.size() > MAX_PARAMETERS) {
                throw Refused.badRequest("The query has more than " + MAX_PARAMETERS + " parameters.");
            }
            start = end < 0 ? raw.length() + 1 : end + 1;
        }
        return new Query(values);
    }

    @Nullable
    String find(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    @Nullable
    Instant findTime(String name) {
        String text = find(name);
        if (text == null) {
            return null;
        }
        return WireTime.parse(text)
                .orElseThrow(
                        () -> new Refused(Refusal.MALFORMED, name + " must be a DateTime like 2026-01-31T12:00:00Z"));
    }

    /** A length of time in whole seconds, one at least. */
    int seconds(String name) {
        if (find(name) == null) {
            throw new Refused(Refusal.MALFORMED, name + " is missing");
        }
        int seconds = number(name, 0);
        if (seconds == 0 || seconds == Integer.MAX_VALUE) {
            throw new Refused(Refusal.MALFORMED, name + " must be a whole number of seconds, one at least");
        }
        return seconds;
    }

    Listing.Query paging() {
        int limit = number("limit", DEFAULT_LIMIT);
        if (limit == 0) {
            throw new Refused(Refusal.MALFORMED, "limit must be at least 1");
        }
        return new Listing.Query(
                findTime("date_from"),
                findTime("date_to"),
                number("offset", 0),
                Math.min(limit, MAX_LIMIT),
                find(AFTER) == null ? null : (long) number(AFTER, 0));
    }

    /** Digits only; what is larger than an int counts as the largest int. */
    private int number(String name, int absent) {
        String text = find(name);
        if (text == null) {
            return absent;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new Refused(Refusal.MALFORMED, name + " must be a whole number, not negative");
            }
            value = Math.min(value * 10 + c - '0', Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** As the other, for a list that says itself where its next page starts; the offset is for people then. */
    Map<String, String> pagingHeaders(String listUrl, Listing.Query query, Listing<?> listing) {
        int onPage = listing.items().size();
        Map<String, String> headers = pagingHeaders(listUrl, query, onPage, listing.total());
        Long after = listing.next();
        headers.remove("Link");
        if (after != null) {
            headers.put("Link", link(listUrl, query, (long) query.offset() + onPage, "&" + AFTER + "=" + after));
        }
        return headers;
    }

    /** X-Total-Count, X-Limit, and Link on all but the last page. */
    Map<String, String> pagingHeaders(String listUrl, Listing.Query query, int onPage, long total) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Total-Count", Long.toString(total));
        headers.put("X-Limit", Integer.toString(MAX_LIMIT));
        long next = (long) query.offset() + onPage;
        if (onPage > 0 && next < total) {
            headers.put("Link", link(listUrl, query, next, ""));
        }
        return headers;
    }

    private String link(String listUrl, Listing.Query query, long offset, String more) {
        var link = new StringBuilder("<").append(listUrl).append('?');
        for (String filter : new String[] {"date_from", "date_to"}) {
            String value = find(filter);
            if (value != null) {
                link.append(filter).append('=').append(PartnerUrl.encode(value)).append('&');
            }
        }
        return link.append("offset=")
                .append(offset)
                .append("&limit=")
                .append(query.limit())
                .append(more)
                .append(">; rel=\"next\"")
                .toString();
    }
}
