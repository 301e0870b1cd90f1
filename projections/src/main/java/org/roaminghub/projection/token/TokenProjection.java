package org.roaminghub.projection.token;

import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.roaminghub.events.token.TokenChanged;
import org.roaminghub.events.token.TokenRegistered;
import org.roaminghub.events.token.TokenWithdrawn;
import org.roaminghub.projection.Column;
import org.roaminghub.projection.Projection;
import org.roaminghub.projection.ViewTable;
import org.roaminghub.vocabulary.TokenProfile;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the list of tokens. */
public final class TokenProjection implements Projection {

    private static final Column ISSUER = Column.text("issuer");
    private static final Column KIND = Column.text("kind");
    private static final Column STATUS = Column.text("status");
    private static final Column REPORTED_AT = Column.time("reported_at");

    private final ViewTable table;

    public TokenProjection(JdbcTemplate jdbc) {
        this.table = new ViewTable(jdbc, TokenView.TABLE, ISSUER, KIND, STATUS, REPORTED_AT);
    }

    @Override
    public String name() {
        return "tokens";
    }

    @EventHandler
    void on(TokenRegistered event, @SequenceNumber long sequence) {
        described(event.profile(), sequence);
    }

    @EventHandler
    void on(TokenChanged event, @SequenceNumber long sequence) {
        described(event.profile(), sequence);
    }

    @EventHandler
    void on(TokenWithdrawn event, @SequenceNumber long sequence) {
        table.change(event.token().value(), sequence).set(STATUS, TokenView.WITHDRAWN);
    }

    @ResetHandler
    void reset() {
        table.clear();
    }

    private void described(TokenProfile profile, long sequence) {
        table.whole(profile.token().value(), sequence)
                .set(ISSUER, profile.issuer().value())
                .set(KIND, profile.kind())
                .set(STATUS, profile.valid() ? TokenView.VALID : TokenView.INVALID)
                .set(REPORTED_AT, profile.reportedAt());
    }
}
