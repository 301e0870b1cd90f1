package org.roaminghub.simulator;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Lists of the Sender interfaces (OCPI 2.2.1 §4.1.3): date_from inclusive, date_to exclusive, offset and limit. */
final class Paging {

    private static final int MAX_PAGE = 100;

    private Paging() {}

    /** {@code objects} in the order of their creation, each with last_updated; {@code url} of the list. */
    static Reply page(Call call, String url, List<ObjectNode> objects) {
        var from = instant(call, "date_from", Instant.MIN);
        var to = instant(call, "date_to", Instant.MAX);
        var offset = number(call, "offset", 0);
        var limit = Math.min(number(call, "limit", MAX_PAGE), MAX_PAGE);
        var hits = objects.stream()
                .filter(o -> {
                    var updated = Instant.parse(Wire.field(o, "last_updated"));
                    return !updated.isBefore(from) && updated.isBefore(to);
                })
                .toList();
        var data = Wire.array();
        hits.stream().skip(offset).limit(limit).forEach(data::add);
        var reply = Reply.ok(data)
                .with("X-Total-Count", String.valueOf(hits.size()))
                .with("X-Limit", String.valueOf(MAX_PAGE));
        return offset + limit < hits.size() ? reply.with("Link", next(call, url, offset + limit, limit)) : reply;
    }

    private static String next(Call call, String url, int offset, int limit) {
        var link = new StringBuilder("<" + url + "?offset=" + offset + "&limit=" + limit);
        for (var name : List.of("date_from", "date_to")) {
            if (call.query().containsKey(name)) {
                link.append('&').append(name).append('=').append(call.query().get(name));
            }
        }
        return link.append(">; rel=\"next\"").toString();
    }

    private static Instant instant(Call call, String name, Instant otherwise) {
        return parse(call, name, otherwise, text -> Instant.parse(text.endsWith("Z") ? text : text + "Z"));
    }

    private static int number(Call call, String name, int otherwise) {
        var number = parse(call, name, otherwise, Integer::valueOf);
        if (number < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
        return number;
    }

    private static <T> T parse(Call call, String name, T otherwise, Function<String, T> reader) {
        var text = call.query().get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return reader.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + " can't be read", e);
        }
    }
}
