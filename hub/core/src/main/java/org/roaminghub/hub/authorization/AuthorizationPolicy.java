package org.roaminghub.hub.authorization;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.roaminghub.events.authorization.Basis;
import org.roaminghub.hub.routing.AuthorizationRoute;
import org.roaminghub.hub.routing.Candidate;
import org.roaminghub.spi.outbound.EmspLink.AuthorizationReply;
import org.roaminghub.vocabulary.AgreementTerms.IssuerSilent;
import org.roaminghub.vocabulary.ContractId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.TokenProfile;
import org.roaminghub.vocabulary.Whitelist;

/** Decides by the route and the answers, which stand in the order in which they came. Pure and total. */
final class AuthorizationPolicy {

    private AuthorizationPolicy() {}

    static Verdict decide(AuthorizationRoute route, List<Answer> answers, Optional<TokenProfile> token, Instant now) {
        return switch (route) {
            case AuthorizationRoute.NoRoute none ->
                new Verdict.Refuse(none.refusal(), none.why(), null, null, token.orElse(null), null);
            case AuthorizationRoute.FromWhitelist list ->
                fromWhitelist(list.issuer(), list.token(), Basis.WHITELIST, now);
            case AuthorizationRoute.ToIssuer issuer -> fromAnswers(answers, token, now);
            case AuthorizationRoute.AskAll all -> fromAnswers(answers, token, now);
        };
    }

    private static Verdict fromWhitelist(Candidate issuer, TokenProfile token, Basis basis, Instant now) {
        if (!token.valid()) {
            return new Verdict.Refuse(
                    Refusal.TOKEN_BLOCKED, Refusal.TOKEN_BLOCKED.sentence(), issuer.emsp(), basis, token, null);
        }
        if (!token.isValidAt(now)) {
            return new Verdict.Refuse(
                    Refusal.TOKEN_EXPIRED, Refusal.TOKEN_EXPIRED.sentence(), issuer.emsp(), basis, token, null);
        }
        ContractId contract = token.contract().orNull();
        return new Verdict.Grant(issuer, basis, contract, null, null, token.validUntil(), null, token, null);
    }

    private static Verdict fromAnswers(List<Answer> answers, Optional<TokenProfile> token, Instant now) {
        return answers.stream()
                .flatMap(answer -> granted(answer, token))
                .findFirst()
                .or(() -> issuerSilent(answers, token, now))
                .orElseGet(() -> refused(answers, token));
    }

    /** An issuer of OCPI 2.1.1 shows no token: then the directory's is shown, where it is of that issuer. */
    private static Stream<Verdict> granted(Answer answer, Optional<TokenProfile> token) {
        return answer.reply() instanceof AuthorizationReply.Allowed yes
                ? Stream.of(new Verdict.Grant(
                        answer.candidate(),
                        Basis.ISSUER,
                        yes.contract(),
                        yes.reference(),
                        yes.limits(),
                        yes.validUntil(),
                        yes.emspRef(),
                        yes.token() != null
                                ? yes.token()
                                : token.filter(t -> t.issuer()
                                                .equals(answer.candidate().emsp()))
                                        .orElse(null),
                        yes.answer()))
                : Stream.empty();
    }

    /** The issuer gave no answer: its own whitelist may still allow it, where the agreement says so. */
    private static Optional<Verdict> issuerSilent(List<Answer> answers, Optional<TokenProfile> token, Instant now) {
        return token.filter(t -> t.whitelist() != Whitelist.NEVER)
                .flatMap(known -> answers.stream()
                        .filter(a -> a.reply() instanceof AuthorizationReply.NoAnswer)
                        .filter(a -> a.candidate().emsp().equals(known.issuer()))
                        .filter(a ->
                                a.candidate().agreement().terms().issuerSilent() == IssuerSilent.ALLOW_OFFLINE_TOKENS)
                        .findFirst()
                        .map(a -> fromWhitelist(a.candidate(), known, Basis.WHITELIST_ISSUER_SILENT, now)));
    }

    /** The most telling no: a reason of the issuer, then «unknown», then why there was no answer. */
    private static Verdict refused(List<Answer> answers, Optional<TokenProfile> token) {
        return answers.stream()
                .min(java.util.Comparator.comparingInt(AuthorizationPolicy::silence))
                .map(a -> refusal(a, token))
                .orElseThrow(() -> new IllegalStateException("somebody is asked before the policy decides"));
    }

    private static int silence(Answer answer) {
        return switch (answer.reply()) {
            case AuthorizationReply.Allowed yes -> 0;
            case AuthorizationReply.Denied no -> no.refusal() == Refusal.UNKNOWN_TOKEN ? 2 : 1;
            case AuthorizationReply.NoAnswer none -> 3;
        };
    }

    private static Verdict refusal(Answer answer, Optional<TokenProfile> token) {
        return switch (answer.reply()) {
            case AuthorizationReply.Allowed yes -> throw new IllegalStateException("a yes is no refusal");
            case AuthorizationReply.Denied no ->
                new Verdict.Refuse(
                        no.refusal(),
                        no.refusal().sentence(),
                        answer.candidate().emsp(),
                        Basis.ISSUER,
                        no.token() != null ? no.token() : token.orElse(null),
                        no.answer());
            case AuthorizationReply.NoAnswer none ->
                // Not the details: a repeat of the request, answered from the recorded facts, must say the same.
                new Verdict.Refuse(
                        none.refusal(),
                        none.refusal().sentence(),
                        answer.candidate().emsp(),
                        null,
                        token.orElse(null),
                        none.answer());
        };
    }
}
