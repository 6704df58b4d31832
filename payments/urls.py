from django.urls import path

from payments.views import runs

urlpatterns = [
    path("payments/", runs.run_list, name="run_list"),
    path("payments/new/", runs.run_new, name="run_new"),
    path("payments/<int:pk>/", runs.run_detail, name="run_detail"),
    path("payments/<int:pk>/step/<slug:slug>/", runs.run_step, name="run_step"),
    path("payments/<int:pk>/differences/", runs.run_differences, name="run_differences"),
    path("payments/<int:pk>/unpaid/", runs.run_unpaid, name="run_unpaid"),
    path("payments/<int:pk>/pdf/", runs.run_pdf, name="run_pdf"),
    path("payments/lists/<int:pk>/", runs.list_detail, name="list_detail"),
    path("payments/lists/<int:pk>/pdf/", runs.list_pdf, name="list_pdf"),
    path("payments/lists/<int:pk>/xlsx/", runs.list_xlsx, name="list_xlsx"),
    path("payments/lines/<int:pk>/", runs.payment_line, name="payment_line"),
]
