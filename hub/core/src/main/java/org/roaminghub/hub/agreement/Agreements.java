package org.roaminghub.hub.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.agreement.AgreementCommand.AmendAgreement;
import org.roaminghub.hub.agreement.AgreementCommand.SignAgreement;
import org.roaminghub.hub.agreement.AgreementCommand.TerminateAgreement;
import org.roaminghub.hub.agreement.store.AgreementStore;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.register.Snapshot;
import org.roaminghub.vocabulary.AgreementId;
import org.roaminghub.vocabulary.AgreementTerms;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Interval;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Service;

/**
 * The agreements. Look-ups are answered from memory; a change made on another node is seen within a second. Not to be asked
 * inside a command of this slice.
 */
public final class Agreements {

    /** However long two parties agree to wait for an authorisation. */
    public static final Duration LONGEST_AUTHORIZE_DEADLINE =
            Duration.ofMillis(AgreementDecisions.MAX_AUTHORIZE_DEADLINE_MS);

    static final String DEFAULT_CURRENCY = "EUR";

    private final Commands commands;
    private final Clock clock;
    private final Ids ids;
    private final Snapshot<Book> book;

    public Agreements(Commands commands, Recorder recorder, AgreementStore store, Clock clock, Ids ids) {
        this.commands = commands;
        this.clock = clock;
        this.ids = ids;
        this.book = new Snapshot<>(store::version, () -> Book.of(store.all()), clock);
        commands.handledBy(new AgreementHandler(recorder, store, book::outdate));
    }

    private record Pair(PartyId cpo, PartyId emsp) {}

    private record Book(
            Map<AgreementId, AgreementState> all,
            Map<Pair, List<AgreementState>> byPair,
            Map<PartyId, List<AgreementState>> byCpo,
            Map<PartyId, List<AgreementState>> byEmsp) {

        static Book of(List<AgreementState> states) {
            Book book = new Book(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
            for (AgreementState state : states) {
                book.all.put(state.agreement(), state);
                book.byPair
                        .computeIfAbsent(new Pair(state.cpo(), state.emsp()), p -> new ArrayList<>())
                        .add(state);
                book.byCpo.computeIfAbsent(state.cpo(), p -> new ArrayList<>()).add(state);
                book.byEmsp
                        .computeIfAbsent(state.emsp(), p -> new ArrayList<>())
                        .add(state);
            }
            return book;
        }
    }

    // --- for the administrator --------------------------------------------------------------------------------------

    /**
     * Valid {@link Agreement#SINCE_EVER} = as far back as no other agreement of the two was. No services = all; no currency = {@value #DEFAULT_CURRENCY}. What is agreed already comes back as it is; CONFLICT when
     * another agreement of the two parties is valid then.
     */
    public Outcome<Agreement> sign(
            PartyId cpo,
            PartyId emsp,
            Interval valid,
            Set<Service> services,
            List<String> tariffs,
            @Nullable String currency,
            @Nullable AgreementTerms terms,
            Actor by) {
        return commands.send(new SignAgreement(
                        new AgreementId(ids.next()),
                        cpo,
                        emsp,
                        valid,
                        services.isEmpty() ? EnumSet.allOf(Service.class) : Set.copyOf(services),
                        List.copyOf(tariffs),
                        currency == null ? DEFAULT_CURRENCY : currency,
                        terms == null ? AgreementTerms.DEFAULT : terms,
                        clock.now(),
                        causes(by)))
                .map(this::get);
    }

    /**
     * New terms, in force from {@code from} (absent: now; never in the past). What is absent stays as it is; an empty set of
     * services means all. WRONG_STATE for a terminated one.
     */
    public Outcome<Agreement> amend(
            AgreementId id,
            @Nullable Instant from,
            @Nullable Interval valid,
            @Nullable Set<Service> services,
            @Nullable List<String> tariffs,
            @Nullable AgreementTerms terms,
            Actor by) {
        Instant now = clock.now();
        Set<Service> wanted = services != null && services.isEmpty() ? EnumSet.allOf(Service.class) : services;
        return commands.send(new AmendAgreement(
                        id, from == null ? now : from, valid, wanted, tariffs, terms, now, causes(by)))
                .map(this::get);
    }

    /** No new session from now on; running ones go on and their CDRs are taken. */
    public Outcome<Agreement> terminate(AgreementId id, @Nullable String reason, Actor by) {
        return commands.send(new TerminateAgreement(id, reason, clock.now(), causes(by)))
                .map(this::get);
    }

    /** As of now, in order of creation, ended ones too. */
    public List<Agreement> list() {
        Instant now = clock.now();
        return book.get().all.values().stream().map(state -> state.asOf(now)).toList();
    }

    /** As of now. */
    public Optional<Agreement> find(AgreementId id) {
        return Optional.ofNullable(book.get().all.get(id)).map(state -> state.asOf(clock.now()));
    }

    // --- for the other slices ---------------------------------------------------------------------------------------

    /** The agreement of the two parties with the terms of that time; a CDR is judged by the one at session start. */
    public Optional<Agreement> inForce(PartyId cpo, PartyId emsp, Instant at) {
        return inForce(book.get().byPair.get(new Pair(cpo, emsp)), at).stream().findFirst();
    }

    public List<Agreement> ofCpo(PartyId cpo, Instant at) {
        return inForce(book.get().byCpo.get(cpo), at);
    }

    public List<Agreement> ofEmsp(PartyId emsp, Instant at) {
        return inForce(book.get().byEmsp.get(emsp), at);
    }

    private static List<Agreement> inForce(@Nullable List<AgreementState> states, Instant at) {
        return states == null
                ? List.of()
                : states.stream()
                        .filter(s -> s.isInForceAt(at))
                        .map(s -> s.asOf(at))
                        .toList();
    }

    private Agreement get(AgreementId id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("no agreement " + id));
    }

    private Causes causes(Actor by) {
        return Causes.of(by, ids.next());
    }
}
