package io.skein.scenarios.client;

import io.skein.foundation.PartitionId;
import java.util.List;
import java.util.Optional;

/** Where the nodes listen, and which of them leads what. Owned by the world. */
public interface Places {
    List<String> addresses();

    /** Where the leader listens, as far as a client can know. */
    Optional<String> leader(PartitionId home);

    /** One node, which leads everything. */
    static Places only(String address) {
        return new Places() {
            @Override
            public List<String> addresses() {
                return List.of(address);
            }

            @Override
            public Optional<String> leader(PartitionId home) {
                return Optional.of(address);
            }
        };
    }
}
