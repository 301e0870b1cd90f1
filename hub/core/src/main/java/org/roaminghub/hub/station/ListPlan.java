package org.roaminghub.hub.station;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.outbound.StationLists.Entry;
import org.roaminghub.vocabulary.TokenId;

/**
 * What a station is to be sent so that it has what it should have; pure. The first message is whole where what the station has
 * is unknown, or can't be named any more; the others are differences. {@code leftOut}: so many have no room.
 */
record ListPlan(List<Message> messages, int leftOut) {

    /** A token that the directory knows. {@code print}: of what an entry would say; {@code entry} says whether it is to be there. */
    @SuppressWarnings("ArrayRecordComponent")
    record Candidate(TokenId token, Entry entry, byte[] print) {}

    /** {@code version} is what the station has when it took it. */
    record Message(int version, boolean whole, List<Candidate> entries) {
        List<Entry> said() {
            return entries.stream().map(Candidate::entry).toList();
        }
    }

    /**
     * {@code known} in order of importance, those that are not to be there too: only what is still known can be taken away by
     * name. {@code has}: what the station took.
     */
    static ListPlan of(
            List<Candidate> known,
            Map<TokenId, byte[]> has,
            int version,
            boolean whole,
            @Nullable Integer most,
            int atOnce,
            int longest) {
        List<Candidate> wanted = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int leftOut = 0;
        for (Candidate candidate : known) {
            Entry entry = candidate.entry;
            boolean fits = entry.uid().length() <= longest;
            if (entry.keep() && names.add(entry.uid().toLowerCase(Locale.ROOT) + " " + entry.kind())) {
                if (fits && (most == null || wanted.size() < most)) {
                    wanted.add(candidate);
                } else {
                    leftOut++;
                }
            }
        }
        Map<TokenId, Candidate> byToken = new HashMap<>();
        known.forEach(c -> byToken.put(c.token, c));
        Set<TokenId> stay = new HashSet<>();
        wanted.forEach(c -> stay.add(c.token));
        List<TokenId> gone =
                has.keySet().stream().filter(t -> !stay.contains(t)).toList();
        boolean all = whole || !byToken.keySet().containsAll(gone);
        List<Candidate> news = new ArrayList<>();
        if (!all) {
            // What goes goes first: it makes room.
            gone.forEach(token -> news.add(goes(byToken.get(token))));
        }
        wanted.stream()
                .filter(c -> all || !Arrays.equals(has.get(c.token), c.print))
                .forEach(news::add);
        boolean nothing = version == 0 && has.isEmpty() && news.isEmpty();
        return new ListPlan(nothing ? List.of() : messages(news, version, all, atOnce), leftOut);
    }

    private static Candidate goes(@Nullable Candidate candidate) {
        Candidate known = java.util.Objects.requireNonNull(candidate);
        Entry e = known.entry;
        return new Candidate(known.token, new Entry(e.uid(), e.kind(), null, null, false), known.print);
    }

    private static List<Message> messages(List<Candidate> news, int version, boolean all, int atOnce) {
        List<Message> messages = new ArrayList<>();
        if (all && news.isEmpty()) {
            messages.add(new Message(version + 1, true, List.of()));
        }
        for (int from = 0; from < news.size(); from += atOnce) {
            messages.add(new Message(
                    version + messages.size() + 1,
                    all && from == 0,
                    news.subList(from, Math.min(news.size(), from + atOnce))));
        }
        return messages;
    }
}
