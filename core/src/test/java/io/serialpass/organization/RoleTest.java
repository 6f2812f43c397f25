package io.serialpass.organization;

import static io.serialpass.organization.Role.ADMINISTRATOR;
import static io.serialpass.organization.Role.READER;
import static io.serialpass.organization.Role.SCANNER;
import static io.serialpass.organization.Role.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A role may do what it says, and no more. */
class RoleTest {

    private static Set<Role> includedBy(Role role) {
        return Arrays.stream(Role.values()).filter(role::includes).collect(Collectors.toSet());
    }

    @Test
    void aGateReadsNothingAndAReaderRedeemsNothing() {
        assertThat(includedBy(SCANNER)).containsExactly(SCANNER);
        assertThat(includedBy(READER)).containsExactly(READER);
        assertThat(includedBy(WRITER)).containsExactlyInAnyOrder(SCANNER, READER, WRITER);
        assertThat(includedBy(ADMINISTRATOR)).containsExactlyInAnyOrder(Role.values());
    }

    @ParameterizedTest
    @EnumSource
    void aRoleIsFoundByItsNameAndItsCode(Role role) {
        assertThat(Role.ofLabel(role.label())).contains(role);
        assertThat(Role.ofCode(role.code())).isEqualTo(role);
    }

    @Test
    void anotherNameIsNone() {
        assertThat(Role.ofLabel("Admin")).isEmpty();
        assertThat(Role.ofLabel("")).isEmpty();
    }
}
