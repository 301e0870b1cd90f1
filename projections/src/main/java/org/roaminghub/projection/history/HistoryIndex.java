package org.roaminghub.projection.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaminghub.vocabulary.PartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The index's tables. Few events name the parties that they concern: the others take them from their stream, and what happens
 * to a delivery concerns the parties of the object that is delivered.
 */
final class HistoryIndex {

    private static final String ADD_REFS =
            "insert into read.history_ref (ref, event_id) select * from unnest(?::text[]::uuid[], ?::text[]::uuid[]) order by 1";
    private static final String ADD_PARTIES =
            "insert into read.history_party (stream, party) select * from unnest(?::text[]::uuid[], ?::text[])"
                    + " on conflict do nothing";
    private static final String PARTIES_OF =
            "select stream, party from read.history_party where stream = any(?::text[]::uuid[])";

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
        List<String> refs = new ArrayList<>();
        List<String> events = new ArrayList<>();
        Map<UUID, Set<String>> fresh = new LinkedHashMap<>();
        for (Mention mention : batch.mentions) {
            Set<UUID> all = new LinkedHashSet<>(mention.things);
            for (String party : concerned(mention, parties, fresh)) {
                all.add(HistoryRef.party(new PartyId(party)));
            }
            String event = mention.event.toString();
            for (UUID ref : all) {
                refs.add(ref.toString());
                events.add(event);
            }
        }
        insert(ADD_REFS, refs, events);
        addParties(fresh);
    }

    /** Its own parties, those of its stream so far and those of its object; what is new is noted for the stream. */
    private static Set<String> concerned(
            Mention mention, Map<UUID, Set<String>> parties, Map<UUID, Set<String>> fresh) {
        Set<String> ofStream = parties.computeIfAbsent(mention.stream, none -> new LinkedHashSet<>());
        for (PartyId party : mention.parties) {
            if (ofStream.add(party.value())) {
                fresh.computeIfAbsent(mention.stream, none -> new LinkedHashSet<>())
                        .add(party.value());
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
                    parties.computeIfAbsent(row.getObject(1, UUID.class), none -> new LinkedHashSet<>())
                            .add(row.getString(2));
                });
        return parties;
    }

    private void addParties(Map<UUID, Set<String>> fresh) {
        List<String> streams = new ArrayList<>();
        List<String> names = new ArrayList<>();
        fresh.forEach((stream, parties) -> parties.forEach(party -> {
            streams.add(stream.toString());
            names.add(party);
        }));
        insert(ADD_PARTIES, streams, names);
    }

    private void insert(String sql, List<String> first, List<String> second) {
        if (first.isEmpty()) {
            return;
        }
        jdbc.update(sql, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", first.toArray(String[]::new)));
            statement.setArray(2, statement.getConnection().createArrayOf("text", second.toArray(String[]::new)));
        });
    }

    void clear() {
        jdbc.execute("truncate read.history_ref, read.history_party");
    }
}
