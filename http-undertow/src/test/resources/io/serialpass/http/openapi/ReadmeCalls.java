import com.fasterxml.jackson.databind.DeserializationFeature;
import io.serialpass.client.ApiClient;
import io.serialpass.client.ApiException;
import io.serialpass.client.api.EventsApi;
import io.serialpass.client.api.ItemsApi;
import io.serialpass.client.api.PassesApi;
import io.serialpass.client.api.SerialNumbersApi;
import io.serialpass.client.model.IssuePassesRequest;
import io.serialpass.client.model.NewItem;
import io.serialpass.client.model.NewPass;
import io.serialpass.client.model.PassFieldsValue;
import io.serialpass.client.model.ReserveSerialNumbersRequest;
import io.serialpass.client.model.SerialNumberChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Makes README's calls with the generated client. GeneratedClientTest compiles it with that client, and runs it. */
public final class ReadmeCalls implements BiFunction<String, String, List<String>> {

    @Override
    public List<String> apply(String url, String token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(url);
        // The generated code tells the answer to one pass from the answer to several by the fields that it does not know.
        client.setObjectMapper(
                ApiClient.createDefaultObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        List<String> seen = new ArrayList<>();
        try {
            calls(client, seen);
        } catch (ApiException e) {
            throw new AssertionError(e.getCode() + " " + e.getResponseBody(), e);
        }
        return seen;
    }

    private static void calls(ApiClient client, List<String> seen) throws ApiException {
        Long item = new ItemsApi(client)
                .createItem(new NewItem().reference("TICKET-ROCK-NIGHT"), "key-1")
                .getId();
        SerialNumbersApi serialNumbers = new SerialNumbersApi(client);
        seen.add("imported " + serialNumbers
                .importSerialNumbers("value,itemReference\nRN26-1,TICKET-ROCK-NIGHT\nRN26-2,TICKET-ROCK-NIGHT\n")
                .getImported());
        Long first = serialNumbers
                .reserveSerialNumbers(new ReserveSerialNumbersRequest().itemId(item).quantity(1), null)
                .getData()
                .get(0)
                .getId();
        seen.add("sold " + serialNumbers
                .updateSerialNumber(first, new SerialNumberChange().status(SerialNumberChange.StatusEnum.SOLD))
                .getValue());
        seen.add("listed " + serialNumbers
                .listSerialNumbers(
                        "rn26*", null, "sold", null, null, null, null, null, null, null, null, null, null, 2, null, null)
                .getPaging()
                .getTotal());
        seen.add("pass " + new PassesApi(client)
                .issuePasses(
                        new IssuePassesRequest(new NewPass()
                                .passTypeIdentifier("pass.com.example.rock-night")
                                .serialNumberId(first)
                                .putFieldsItem("seat", new PassFieldsValue("7B"))),
                        null)
                .getPass()
                .getSerialNumber());
        seen.add("returned " + serialNumbers
                .updateSerialNumber(first, new SerialNumberChange().status(SerialNumberChange.StatusEnum.NEW))
                .getStatus());
        new EventsApi(client)
                .followEvents(null, 100, 0)
                .getData()
                .forEach(event -> seen.add("event " + event.getType()));
        try {
            serialNumbers.showSerialNumber(7065L);
        } catch (ApiException e) {
            seen.add(e.getCode() + " " + e.getResponseBody());
        }
    }
}
