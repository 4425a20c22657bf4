import { expect, test } from "vitest";
import { password, type TodoPage } from "./todo-page.ts";
import { describeInBrowser, eventually } from "./with-app.ts";

/** A session may be remembered for some seconds. */
const expectSignedOut = ({ page }: TodoPage) =>
  eventually(async () => {
    await page.reload();
    return page.getByRole("heading", { name: "Sign in" }).count();
  }).toBe(1);

describeInBrowser("the account", (setup) => {
  /** Somebody with the account dialog open, and signed in in another browser too. */
  async function signUpTwice() {
    const page = await setup().openPage();
    const email = await page.signUp("Ada");
    const elsewhere = await setup().openPage();
    await elsewhere.page.goto(elsewhere.url);
    await elsewhere.signIn(email);
    await page.page.getByRole("button", { name: "Account of Ada" }).click();
    return { page, email, elsewhere };
  }

  test("the password is changed, which ends other sessions", async () => {
    const { page, email, elsewhere } = await signUpTwice();
    const form = page.page.getByRole("form", { name: "Change your password" });
    await form.getByLabel("Current password").fill("wrong password");
    await form.getByLabel("New password").fill("a better password");
    await form.getByRole("button", { name: "Change password" }).click();
    await form.getByRole("alert").getByText("The password is wrong.").waitFor();
    await form.getByLabel("Current password").fill(password);
    await form.getByRole("button", { name: "Change password" }).click();
    await form.getByText("Your password is changed.").waitFor();

    await expectSignedOut(elsewhere);
    await elsewhere.signIn(email, "a better password");
  });

  test("signs out everywhere", async () => {
    const { page, elsewhere } = await signUpTwice();
    await page.page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.page.getByRole("heading", { name: "Sign in" }).waitFor();
    await expectSignedOut(elsewhere);
  });

  test("the account is deleted, by its password", async () => {
    const { page, email, elsewhere } = await signUpTwice();
    await elsewhere.add("Goes with the account");
    const form = page.page.getByRole("form", { name: "Delete your account" });
    await form.getByLabel("Your password").fill("wrong password");
    await form.getByRole("button", { name: "Delete account and todos" }).click();
    await form.getByRole("alert").getByText("The password is wrong.").waitFor();
    await form.getByLabel("Your password").fill(password);
    await form.getByRole("button", { name: "Delete account and todos" }).click();
    await page.page.getByRole("heading", { name: "Sign in" }).waitFor();

    await expectSignedOut(elsewhere);
    await page.page.getByLabel("Email").fill(email);
    await page.page.getByLabel("Password").fill(password);
    await page.page.getByRole("button", { name: "Sign in" }).click();
    await page.page.getByText("The email or the password is wrong.").waitFor();
  });

  test("a first visitor is not welcomed back", async () => {
    const page = await setup().openPage();
    await page.page.goto(page.url);
    await page.page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await page.page.getByText(/back/i).count()).toBe(0);
  });

  test("opens on this machine's own address too", async () => {
    const { app, openPage } = setup();
    const page = await openPage();
    await page.page.goto(app.url);
    await page.page.getByRole("heading", { name: "Sign in" }).waitFor();
  });
});
