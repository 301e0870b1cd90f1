package org.roaminghub.events;

import java.util.List;

/** Every event of the published language. A test fails when one is missing here. */
public final class EventTypes {

    public static final List<Class<? extends Event>> ALL = List.of(
            org.roaminghub.events.party.PlatformRegistered.class,
            org.roaminghub.events.party.PlatformPartyAdded.class,
            org.roaminghub.events.party.PlatformPartyRemoved.class,
            org.roaminghub.events.party.PlatformChanged.class,
            org.roaminghub.events.party.PlatformConnected.class,
            org.roaminghub.events.party.PlatformCredentialsRenewed.class,
            org.roaminghub.events.party.PlatformWentOffline.class,
            org.roaminghub.events.party.PlatformCameOnline.class,
            org.roaminghub.events.party.PlatformSuspended.class,
            org.roaminghub.events.party.PlatformResumed.class,
            org.roaminghub.events.party.PlatformUnregistered.class,
            org.roaminghub.events.agreement.AgreementSigned.class,
            org.roaminghub.events.agreement.AgreementAmended.class,
            org.roaminghub.events.agreement.AgreementTerminated.class,
            org.roaminghub.events.token.TokenRegistered.class,
            org.roaminghub.events.token.TokenChanged.class,
            org.roaminghub.events.token.TokenWithdrawn.class,
            org.roaminghub.events.tariff.TariffPublished.class,
            org.roaminghub.events.tariff.TariffWithdrawn.class,
            org.roaminghub.events.location.LocationDescribed.class,
            org.roaminghub.events.location.EvseDescribed.class,
            org.roaminghub.events.location.EvseRemoved.class,
            org.roaminghub.events.location.EvseStatusChanged.class,
            org.roaminghub.events.authorization.AuthorizationRequested.class,
            org.roaminghub.events.authorization.AuthorizationGranted.class,
            org.roaminghub.events.authorization.AuthorizationRefused.class,
            org.roaminghub.events.authorization.AuthorizationAnsweredLate.class,
            org.roaminghub.events.session.SessionOpened.class,
            org.roaminghub.events.session.SessionIdentified.class,
            org.roaminghub.events.session.SessionProgressed.class,
            org.roaminghub.events.session.SessionCompleted.class,
            org.roaminghub.events.session.SessionInvalidated.class,
            org.roaminghub.events.session.SessionBilled.class,
            org.roaminghub.events.session.SessionFlagged.class,
            org.roaminghub.events.remote.RemoteRequested.class,
            org.roaminghub.events.remote.RemoteAcknowledged.class,
            org.roaminghub.events.remote.RemoteCompleted.class,
            org.roaminghub.events.remote.RemoteAnsweredLate.class,
            org.roaminghub.events.remote.ReservationConfirmed.class,
            org.roaminghub.events.remote.ReservationEnded.class,
            org.roaminghub.events.cdr.CdrAccepted.class,
            org.roaminghub.events.cdr.CdrRevised.class,
            org.roaminghub.events.cdr.CdrRefused.class,
            org.roaminghub.events.cdr.CdrCredited.class,
            org.roaminghub.events.delivery.DeliveryAcknowledged.class,
            org.roaminghub.events.delivery.DeliveryParked.class,
            org.roaminghub.events.delivery.DeliveryRetried.class,
            org.roaminghub.events.delivery.DeliveryDiscarded.class,
            org.roaminghub.events.audit.SubjectLinked.class,
            org.roaminghub.events.audit.AccessGranted.class,
            org.roaminghub.events.audit.AccessRevoked.class,
            org.roaminghub.events.audit.AuditQueried.class,
            org.roaminghub.events.audit.AuditReplayed.class);

    private EventTypes() {}
}
