package org.roaminghub.connector.ocpp.message;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.roaminghub.connector.ocpp.wire.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The words with which stations answer the hub's calls. A word that is none of them is no answer; a word of another version is
 * one, stations mix them up.
 */
public final class Results {

    private static final Map<String, Set<String>> WORDS = new ConcurrentHashMap<>();

    private Results() {}

    /** The status word; empty text for an answer that has none. Nothing where it has one that it may not have. */
    public static Optional<String> status(String action, ObjectNode payload) {
        Set<String> words = WORDS.computeIfAbsent(action, Results::words);
        JsonNode status = payload.get("status");
        if (status == null) {
            return words.isEmpty() ? Optional.of("") : Optional.empty();
        }
        boolean fits = status.isString() && (words.isEmpty() || words.contains(status.stringValue()));
        return fits ? Optional.of(status.stringValue()) : Optional.empty();
    }

    /** Empty: any. */
    private static Set<String> words(String action) {
        Set<String> words = new HashSet<>();
        for (Version version : Version.values()) {
            for (Class<?> type : Messages.response(version, action).stream().toList()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    Words said = component.getAnnotation(Words.class);
                    if (said != null && component.getName().equals("status")) {
                        words.addAll(Set.of(said.value().split(" ")));
                    }
                }
            }
        }
        return Set.copyOf(words);
    }
}
