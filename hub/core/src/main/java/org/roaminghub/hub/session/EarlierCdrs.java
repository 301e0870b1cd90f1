package org.roaminghub.hub.session;

import java.util.Optional;
import org.roaminghub.vocabulary.ChargeDetailRecord;
import org.roaminghub.vocabulary.Session;

/** CDRs that came before their session. Implemented by the slice cdr. */
public interface EarlierCdrs {

    /** The accepted CDR that names this session and had none so far; it is linked from now on. Inside a command. */
    Optional<ChargeDetailRecord> claim(Session session);
}
