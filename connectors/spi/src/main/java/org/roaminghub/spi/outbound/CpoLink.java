package org.roaminghub.spi.outbound;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.PartnerAnswer;
import org.roaminghub.spi.inbound.KnownPlatform;
import org.roaminghub.spi.inbound.RemoteCommands;
import org.roaminghub.vocabulary.Loss;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.RemoteId;
import org.roaminghub.vocabulary.TokenProfile;

/** What the hub may ask a CPO. */
public interface CpoLink {

    /** The whole token ({@code partial} false) or only the change that came ({@code original} is then the change). */
    DeliveryReply deliverToken(Leg leg, TokenProfile token, Original original, boolean partial);

    /**
     * Something to be done at a station. The partner tells the result to an address of the hub that names {@code remote}. Never
     * sent twice: whether a silent partner does it isn't known. {@code original} is absent where the order came without a body.
     */
    CommandReply sendCommand(Leg leg, RemoteId remote, RemoteCommands.Order order, @Nullable Original original);

    /** Whether this partner knows reservations by a number: then the order's reservation is one, the same for each change of it. */
    default boolean countsReservations(KnownPlatform platform) {
        return false;
    }

    /** The CPO's first word. {@code losses}: what its protocol could not carry of the order. */
    sealed interface CommandReply {

        default List<Loss> losses() {
            return List.of();
        }

        /** It took it on; {@code timeout} is how long the result may take, absent when it didn't say. */
        record Accepted(@Nullable Duration timeout, PartnerAnswer answer, List<Loss> losses) implements CommandReply {
            public Accepted {
                losses = List.copyOf(losses);
            }
        }

        /** It did it, and nothing more follows; {@code detail} is its own word. */
        record Done(String detail, PartnerAnswer answer, List<Loss> losses) implements CommandReply {
            public Done {
                losses = List.copyOf(losses);
            }
        }

        /** It won't; {@code detail} is its own word. */
        record Declined(
                Refusal refusal, String why, @Nullable String detail, PartnerAnswer answer, List<Loss> losses)
                implements CommandReply {
            public Declined {
                losses = List.copyOf(losses);
            }
        }

        /** PARTY_SILENT, PARTY_OFFLINE or PARTY_FAILED: nobody knows what it does. NOT_SUPPORTED, NOT_EXPRESSIBLE: never sent. */
        record Unanswered(Refusal refusal, String why) implements CommandReply {}
    }
}
