package org.roaminghub.projection.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.roaminghub.vocabulary.PartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The index's tables. Few events name the parties that they concern: the others take them from their stream, and what happens
 * to a delivery concerns the parties of the object that is delivered. What one batch says of a thing is one row: a batch is
 * written in a transaction of its own.
 */
final class HistoryIndex {

    private static final String ADD_MENTIONS = "insert into read.history_mention (ref, events)"
            + " select ref::uuid, events::uuid[] from unnest(?::text[], ?::text[]) as m (ref, events)";
    private static final String SET_PARTIES = "insert into read.history_parties as p (stream, parties)"
            + " select stream::uuid, parties::text[] from unnest(?::text[], ?::text[]) as s (stream, parties)"
            + " on conflict (stream) do update set parties = excluded.parties";
    private static final String PARTIES_OF =
            "select stream, parties from read.history_parties where stream = any(?::text[]::uuid[])";

    private final JdbcTemplate jdbc;

    HistoryIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What one batch of events says, in their order. */
    static final class Batch {

        private final List<Mention> mentions = new ArrayList<>();

        void add(UUID event, String stream, Mentions.Found found) {
            String object = found.object();
            mentions.add(new Mention(
                    event,
                    HistoryRef.stream(stream),
                    object == null ? HistoryRef.stream(stream) : HistoryRef.stream(object),
                    found.things(),
                    found.parties()));
        }
    }

    private record Mention(UUID event, UUID stream, UUID object, Set<UUID> things, Set<PartyId> parties) {}

    void write(Batch batch) {
        Map<UUID, Set<String>> parties = partiesOf(batch.mentions);
        Map<UUID, StringJoiner> events = new TreeMap<>();
        Map<UUID, StringJoiner> changed = new TreeMap<>();
        Set<UUID> grown = new HashSet<>();
        for (Mention mention : batch.mentions) {
            Set<UUID> all = new LinkedHashSet<>(mention.things);
            for (String party : concerned(mention, parties, grown)) {
                all.add(HistoryRef.party(new PartyId(party)));
            }
            String event = mention.event.toString();
            for (UUID ref : all) {
                events.computeIfAbsent(ref, HistoryIndex::array).add(event);
            }
        }
        for (UUID stream : grown) {
            parties.getOrDefault(stream, Set.of())
                    .forEach(party ->
                            changed.computeIfAbsent(stream, HistoryIndex::array).add(party));
        }
        insert(ADD_MENTIONS, events);
        insert(SET_PARTIES, changed);
    }

    /** A literal of an array whose elements need no quotes: ids and parties. */
    private static StringJoiner array(UUID key) {
        return new StringJoiner(",", "{", "}");
    }

    /** Its own parties, those of its stream so far and those of its object; what is new is noted in {@code grown}. */
    private static Set<String> concerned(Mention mention, Map<UUID, Set<String>> parties, Set<UUID> grown) {
        Set<String> ofStream = parties.computeIfAbsent(mention.stream, none -> new TreeSet<>());
        for (PartyId party : mention.parties) {
            if (ofStream.add(party.value())) {
                grown.add(mention.stream);
            }
        }
        if (mention.object.equals(mention.stream)) {
            return ofStream;
        }
        Set<String> both = new LinkedHashSet<>(ofStream);
        both.addAll(parties.getOrDefault(mention.object, Set.of()));
        return both;
    }

    /** What earlier batches noted of this batch's streams. */
    private Map<UUID, Set<String>> partiesOf(List<Mention> mentions) {
        Set<String> streams = new HashSet<>();
        for (Mention mention : mentions) {
            streams.add(mention.stream.toString());
            streams.add(mention.object.toString());
        }
        Map<UUID, Set<String>> parties = new HashMap<>();
        jdbc.query(
                PARTIES_OF,
                statement -> statement.setArray(
                        1, statement.getConnection().createArrayOf("text", streams.toArray(String[]::new))),
                row -> {
                    String[] known = (String[]) row.getArray(2).getArray();
                    parties.put(row.getObject(1, UUID.class), new TreeSet<>(Arrays.asList(known)));
                });
        return parties;
    }

    private void insert(String sql, Map<UUID, StringJoiner> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String[] keys = rows.keySet().stream().map(UUID::toString).toArray(String[]::new);
        String[] arrays = rows.values().stream().map(StringJoiner::toString).toArray(String[]::new);
        jdbc.update(sql, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", keys));
            statement.setArray(2, statement.getConnection().createArrayOf("text", arrays));
        });
    }

    void clear() {
        jdbc.execute("truncate read.history_mention, read.history_parties");
    }
}
