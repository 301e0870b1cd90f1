package org.roaminghub.connector.ocpp.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.LocationTarget;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.spi.outbound.DeliveryReply;
import org.roaminghub.spi.outbound.EmspLink;
import org.roaminghub.spi.outbound.Leg;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.ForeignId;
import org.roaminghub.vocabulary.PartyId;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.Session;
import org.roaminghub.vocabulary.Tariff;

/** Stations are no eMSP: nothing that is for one can be told them. */
public final class NoEmsp implements EmspLink {

    private static final DeliveryReply NO =
            new DeliveryReply.NotExpressible("A charging station is no eMSP.", List.of());

    @Override
    public AuthorizationReply authorize(Leg leg, Question question) {
        return new AuthorizationReply.NoAnswer(Refusal.PARTY_FAILED, "A charging station is no eMSP.", null);
    }

    @Override
    public DeliveryReply deliverSession(Leg leg, ForeignId fid, Session session, Original original, boolean partial) {
        return NO;
    }

    @Override
    public DeliveryReply deliverCdr(Leg leg, ChargeDetailRecord cdr, @Nullable Original original) {
        return NO;
    }

    @Override
    public DeliveryReply deliverCommandResult(Leg leg, CommandResult result) {
        return NO;
    }

    @Override
    public DeliveryReply deliverLocation(
            Leg leg, LocationTarget target, @Nullable Original asItCame, boolean partial, @Nullable LocationNews news) {
        return NO;
    }

    @Override
    public DeliveryReply deliverTariff(Leg leg, Tariff tariff, @Nullable Original original) {
        return NO;
    }

    @Override
    public DeliveryReply withdrawTariff(Leg leg, PartyId owner, String fid) {
        return NO;
    }

    @Override
    public DeliveryReply deliverActiveProfile(Leg leg, String session, ActiveProfile active, Original original) {
        return NO;
    }
}
