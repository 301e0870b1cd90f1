package org.roaminghub.hub.authorization;

import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.roaminghub.events.Event;
import org.roaminghub.events.authorization.AuthorizationAnsweredLate;
import org.roaminghub.events.authorization.AuthorizationGranted;
import org.roaminghub.events.authorization.AuthorizationRefused;
import org.roaminghub.events.authorization.AuthorizationRequested;
import org.roaminghub.events.authorization.Purpose;
import org.roaminghub.hub.authorization.store.AuthorizationStore;
import org.roaminghub.hub.privacy.Privacy;
import org.roaminghub.hub.recording.Fact;
import org.roaminghub.hub.recording.Recorder;
import org.roaminghub.hub.recording.StreamName;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.Authorizations.Query;
import org.roaminghub.vocabulary.AuthorizationId;
import org.roaminghub.vocabulary.Personal;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.SubjectRef;

/** Records requests and decisions. One life = one stream: requested at 0, decided at 1, late answers behind. */
final class AuthorizationHandler {

    private static final long REQUESTED = 0;
    private static final long DECIDED = 1;

    private final Recorder recorder;
    private final Privacy privacy;
    private final AuthorizationStore store;

    AuthorizationHandler(Recorder recorder, Privacy privacy, AuthorizationStore store) {
        this.recorder = recorder;
        this.privacy = privacy;
        this.store = store;
    }

    @CommandHandler
    AuthorizationId request(RequestAuthorization command) {
        Query query = command.query();
        store.addRequest(query.caller().platform(), requestKey(query), command.authorization());
        Event requested = new AuthorizationRequested(
                command.authorization(),
                command.session(),
                query.caller().party(),
                Purpose.START,
                query.kind(),
                command.token(),
                command.issuer(),
                query.place(),
                query.cpoRef(),
                command.deadlineMs(),
                Personal.of(query.token()));
        recorder.record(new Fact(
                stream(command.authorization()),
                REQUESTED,
                requested,
                command.at(),
                command.causes(),
                subject(query),
                query.original()));
        return command.authorization();
    }

    /** The authorisation of an equal request, if one was recorded. */
    Optional<AuthorizationId> findEarlier(Query query) {
        return store.findRequest(query.caller().platform(), requestKey(query));
    }

    private byte[] requestKey(Query query) {
        return privacy.fingerprint(
                "request",
                query.caller().requestId() + "|" + query.kind() + "|" + Tokens.key(query.token()) + "|"
                        + query.caller().to());
    }

    @CommandHandler
    AuthorizationId decide(DecideAuthorization command) {
        Query query = command.query();
        switch (command.verdict()) {
            case Verdict.Grant grant -> {
                recorder.record(new Fact(
                        stream(command.authorization()),
                        DECIDED,
                        granted(command, grant),
                        command.at(),
                        command.causes(),
                        subject(query),
                        bodyOf(grant.answer())));
                store.addGrant(
                        command.authorization(),
                        command.session(),
                        query.caller().party(),
                        grant.issuer().emsp(),
                        grant.issuer().agreement().agreement(),
                        privacy.fingerprint("reference", command.reference().matchKey()),
                        privacy.fingerprint("token", query.kind() + ":" + Tokens.key(query.token())),
                        query.place() == null ? null : query.place().evseFid(),
                        command.at());
            }
            case Verdict.Refuse refuse ->
                recorder.record(new Fact(
                        stream(command.authorization()),
                        DECIDED,
                        new AuthorizationRefused(
                                command.authorization(),
                                refuse.refusal(),
                                null,
                                refuse.emsp(),
                                refuse.basis(),
                                command.asked(),
                                command.waitedMs()),
                        command.at(),
                        command.causes(),
                        subject(query),
                        bodyOf(refuse.answer())));
        }
        return command.authorization();
    }

    @CommandHandler
    Boolean giveUp(GiveUpAuthorization command) {
        if (recorder.read(stream(command.authorization())).size() != 1) {
            return false;
        }
        recorder.record(new Fact(
                stream(command.authorization()),
                DECIDED,
                new AuthorizationRefused(command.authorization(), Refusal.HUB_ERROR, null, null, null, List.of(), 0),
                command.at(),
                command.causes()));
        return true;
    }

    @CommandHandler
    Boolean note(NoteLateAnswer command) {
        StreamName stream = stream(command.authorization());
        long next = recorder.load(stream, 0L, (count, event) -> count + 1).next();
        if (next <= DECIDED) {
            return false;
        }
        recorder.record(new Fact(
                stream,
                next,
                new AuthorizationAnsweredLate(
                        command.authorization(),
                        command.emsp(),
                        command.allowed(),
                        command.refusal(),
                        command.lateByMs()),
                command.at(),
                command.causes()));
        return true;
    }

    private static AuthorizationGranted granted(DecideAuthorization command, Verdict.Grant grant) {
        return new AuthorizationGranted(
                command.authorization(),
                command.session(),
                grant.issuer().emsp(),
                grant.basis(),
                command.asked(),
                grant.emspRef(),
                false,
                grant.limits(),
                grant.validUntil(),
                command.waitedMs(),
                grant.issuer().agreement().agreement(),
                Personal.of(grant.contract()),
                Personal.of(command.reference()),
                grant.token() == null ? Personal.absent() : grant.token().group());
    }

    private SubjectRef subject(Query query) {
        return privacy.subjectOf(query.token(), query.kind());
    }

    private static @org.jspecify.annotations.Nullable Original bodyOf(
            @org.jspecify.annotations.Nullable PartnerAnswer answer) {
        return answer == null ? null : answer.body();
    }

    static StreamName stream(AuthorizationId authorization) {
        return StreamName.of("authorization", authorization.value());
    }
}
